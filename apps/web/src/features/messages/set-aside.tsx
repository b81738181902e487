import type { Message } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { MailWarning } from 'lucide-react'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { useRereadMessage } from './message-queries.ts'

/** Says that a message could not be read, and reads it again when asked to. */
export function SetAside({ message }: { message: Message }) {
  const { t } = useLingui()
  const reread = useRereadMessage()
  const tryAgain = () =>
    reread.mutate(message.id, {
      onSuccess: ({ state }) =>
        state === 'quarantined'
          ? showToast({ text: t`It still cannot be read.`, tone: 'problem' })
          : showToast({ text: t`It could be read this time.`, tone: 'done' }),
      onError: (error) => showToast({ text: problemText(error), tone: 'problem' }),
    })
  return (
    <Banner
      tone="warn"
      icon={<MailWarning />}
      action={
        <Button size="small" busy={reread.isPending} onClick={tryAgain}>
          {t`Try again`}
        </Button>
      }
    >
      {t`This message could not be read completely. It is kept as it arrived: download its source to see it.`}{' '}
      {message.problem}
    </Banner>
  )
}
