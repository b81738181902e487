import type { ConversationDetail } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Play } from 'lucide-react'
import { PauseButton } from '../../features/deadlines/pause-button.tsx'
import { Button } from '../../ui/button.tsx'
import type { ReaderCommands } from './reader-toolbar.tsx'

type ClockButtonsProps = {
  conversation: ConversationDetail
  commands: Pick<ReaderCommands, 'pauseClock' | 'resumeClock'>
}

/** Stops the clocks of a mail on purpose, or lets them run again. */
export function ClockButtons({ conversation, commands }: ClockButtonsProps) {
  const { t } = useLingui()
  const open = conversation.deadlines.filter(({ metAt }) => metAt === null)
  const stopped = open.find((deadline) => isStoppedOnPurpose(deadline))
  const [running] = open.filter(({ state }) => state === 'running' || state === 'missed')
  if (stopped) {
    return (
      <Button variant="ghost" size="small" onClick={() => commands.resumeClock(stopped.id)}>
        <Play /> {t`Resume`}
      </Button>
    )
  }
  if (!running) return null
  return <PauseButton onPause={(reason) => commands.pauseClock(running.id, reason)} />
}

/** A clock that somebody stopped says so in its trace: one that waits for somebody outside resumes by itself. */
function isStoppedOnPurpose({ trace }: ConversationDetail['deadlines'][number]): boolean {
  return trace.steps.some(
    (step) => step.step === 'paused' && step.reason === 'onPurpose' && step.to === null,
  )
}
