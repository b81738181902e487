import type { Mailbox } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Pause, Play } from 'lucide-react'
import { problemText } from '../../problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { useChangeMailbox } from './mailbox-queries.ts'

type PauseButtonProps = { mailbox: Mailbox; size?: 'small' | 'medium' }

/** Stops talking to the mail server, and goes on where it stopped. */
export function PauseButton({ mailbox, size = 'medium' }: PauseButtonProps) {
  const { t } = useLingui()
  const change = useChangeMailbox(mailbox.id)
  return (
    <Button
      size={size}
      busy={change.isPending}
      onClick={() =>
        change.mutate(
          { paused: !mailbox.paused },
          { onError: (error) => showToast({ tone: 'problem', text: problemText(error) }) },
        )
      }
    >
      {mailbox.paused ? <Play /> : <Pause />}
      {mailbox.paused ? t`Resume` : t`Pause`}
    </Button>
  )
}
