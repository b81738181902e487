import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { announce } from '../../announcer.tsx'
import { refreshSoon } from '../../features/conversations/refresh-soon.ts'
import { NewMailWindow } from '../../features/replies/new-mail/new-mail-window.tsx'
import type { SentNewMail } from '../../features/replies/new-mail/use-new-mail.ts'
import { useCancelReply } from '../../features/replies/reply-queries.ts'
import { useSession } from '../../features/session/session-queries.ts'
import { problemText } from '../../problem-text.ts'
import { showToast } from '../../ui/toast-store.ts'
import { setNewMail } from './new-mail-state.ts'

/** The window of a new mail, and what is said once it was sent. */
export function NewMail({ draftId }: { draftId: string | null }) {
  const { t } = useLingui()
  const queryClient = useQueryClient()
  const { user } = useSession()
  const cancel = useCancelReply()
  const onSent = ({ messageId, draftId: was, subject, undoSeconds }: Sent) => {
    setNewMail(undefined)
    refreshSoon(queryClient)
    const text = t`The mail is sent.`
    announce(text)
    if (undoSeconds === 0) return showToast({ text, tone: 'done' })
    const takeBack = async () => {
      try {
        await cancel.mutateAsync(messageId)
        setNewMail(was)
        showToast({ text: t`The mail is back in your drafts.`, tone: 'done' })
      } catch (error) {
        showToast({ text: t`The mail has left already: ${problemText(error)}`, tone: 'problem' })
      }
      refreshSoon(queryClient)
    }
    showToast({
      text,
      tone: 'done',
      action: { label: t`Undo`, run: () => void takeBack() },
      until: {
        ms: undoSeconds * 1_000,
        text: (left) => (left > 0 ? t`${subject}: the mail leaves in ${left} s` : text),
      },
    })
  }
  return (
    <NewMailWindow
      draftId={draftId}
      language={user.locale}
      onOpen={setNewMail}
      onSent={onSent}
      onClose={() => setNewMail(undefined)}
    />
  )
}

type Sent = SentNewMail & { undoSeconds: number }
