import { useLingui } from '@lingui/react/macro'
import { problemText } from '../../problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { useRereadMessage } from './message-queries.ts'

/** Reads a message that could not be read again. */
export function ReadAgainButton({ messageId }: { messageId: string }) {
  const { t } = useLingui()
  const reread = useRereadMessage()
  const tryAgain = () =>
    reread.mutate(messageId, {
      onSuccess: ({ state }) =>
        state === 'quarantined'
          ? showToast({ text: t`It still cannot be read.`, tone: 'problem' })
          : showToast({ text: t`It could be read this time.`, tone: 'done' }),
      onError: (error) => showToast({ text: problemText(error), tone: 'problem' }),
    })
  return (
    <Button size="small" busy={reread.isPending} onClick={tryAgain}>
      {t`Try again`}
    </Button>
  )
}
