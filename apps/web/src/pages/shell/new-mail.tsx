import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { announce } from '../../announcer.tsx'
import { refreshSoon } from '../../features/conversations/refresh-soon.ts'
import { NewMailWindow } from '../../features/replies/new-mail/new-mail-window.tsx'
import type { SentNewMail } from '../../features/replies/new-mail/use-new-mail.ts'
import { useCancelReply } from '../../features/replies/reply-queries.ts'
import { useSession } from '../../features/session/session-queries.ts'
import { fullDate } from '../../formatting/dates.ts'
import { problemText } from '../../problem-text.ts'
import { showToast } from '../../ui/toast-store.ts'
import { composerParts } from '../composer/composer-parts.tsx'
import { useOfferDraft } from '../composer/use-offer-draft.ts'
import { setNewMail } from './new-mail-state.ts'

/** The window of a new mail, and what is said once it was sent. */
export function NewMail({ draftId }: { draftId: string | null }) {
  const { t } = useLingui()
  const queryClient = useQueryClient()
  const { user } = useSession()
  const cancel = useCancelReply()
  const offerDraft = useOfferDraft()
  const onSent = ({ messageId, draftId: was, subject, undoSeconds, ...sent }: Sent) => {
    setNewMail(undefined)
    refreshSoon(queryClient)
    const when = sent.sendAt === null ? null : fullDate(new Date(sent.sendAt))
    const text = sent.isToApprove
      ? t`Somebody else reads it first.`
      : when !== null
        ? t`It leaves on ${when}.`
        : t`The mail is sent.`
    announce(text)
    if (undoSeconds === 0 || when !== null || sent.isToApprove)
      return showToast({ text, tone: 'done' })
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
      parts={parts}
      onOpen={setNewMail}
      onSent={onSent}
      onClose={() => setNewMail(undefined)}
      onDiscarded={(bringBack) => offerDraft(bringBack, setNewMail)}
    />
  )
}

/** It answers nothing. */
const parts = composerParts(null)

type Sent = SentNewMail & { undoSeconds: number }
