import type { ConversationDetail } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Lock, Reply } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useActivityText } from '../../features/conversations/activity-text.ts'
import { useDirectory } from '../../features/conversations/directory.ts'
import { PresenceLine } from '../../features/conversations/presence-mark.tsx'
import { usePresent } from '../../features/conversations/presence-queries.ts'
import type { SentReply } from '../../features/replies/use-reply.ts'
import { useSession } from '../../features/session/session-queries.ts'
import { LockedReply } from '../../features/trust/locked-reply.tsx'
import { imitatedParty, suspiciousMessage } from '../../features/trust/suspicion.ts'
import { loadAdministrationTexts, loadWriting } from '../../i18n.ts'
import { loadPart } from '../../load-part.ts'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { composerParts } from '../composer/composer-parts.tsx'
import { useOfferDraft } from '../composer/use-offer-draft.ts'
import styles from './composer-dock.module.css'

export type ComposerMode = 'reply' | 'replyAll' | 'forward' | 'note'

const ReplyForm = lazy(async () => ({
  default: (await loadWriting(() => import('../../features/replies/reply-form.tsx'))).ReplyForm,
}))
// the words of what one writes there come with the texts of the administration
const NoteForm = lazy(async () => {
  const [part] = await Promise.all([
    loadPart(() => import('../../features/notes/writing/note-form.tsx')),
    loadAdministrationTexts(),
  ])
  return { default: part.NoteForm }
})

type ComposerDockProps = {
  conversation: ConversationDetail
  mode: ComposerMode | null
  /** The message that is passed on, where one was chosen. */
  forwardOf: string | null
  onMode: (mode: ComposerMode | null) => void
  /** Whether the viewer writes an answer now, which others are told. */
  onWriting: (isWriting: boolean) => void
  onReplySent: (sent: SentReply) => void
  onNoteAdded: () => void
}

/** Below the thread: an invitation to answer, or the reply or note being written. */
export function ComposerDock(props: ComposerDockProps) {
  const { conversation, mode } = props
  return (
    <div className={styles.dock} data-part="composer">
      {mode === null ? (
        <DockBar {...props} />
      ) : (
        <Suspense fallback={<Skeleton width="100%" height={120} />}>
          <OpenComposer
            key={`${conversation.id}-${mode}-${props.forwardOf ?? ''}`}
            {...props}
            mode={mode}
          />
        </Suspense>
      )}
    </div>
  )
}

function OpenComposer({
  conversation,
  mode,
  forwardOf,
  onMode,
  onWriting,
  onReplySent,
  onNoteAdded,
}: ComposerDockProps & { mode: ComposerMode }) {
  const { user, timeZone } = useSession()
  const { mailboxes } = useDirectory()
  const activityText = useActivityText()
  const writing = usePresent(conversation.id).find(({ state }) => state === 'writing')
  const offerDraft = useOfferDraft()
  const close = () => onMode(null)
  if (mode === 'note') {
    const added = () => {
      onNoteAdded()
      close()
    }
    return <NoteForm conversationId={conversation.id} onAdded={added} onClose={close} />
  }
  const ownAddresses = [...mailboxes.values()].map((mailbox) => mailbox.address)
  return (
    <ReplyForm
      conversation={conversation}
      kind={mode}
      forwardOf={forwardOf}
      writer={{ id: user.id, ownAddresses, locale: user.locale, timeZone }}
      colleague={writing ?? null}
      onWriting={onWriting}
      parts={composerParts(conversation)}
      describeChange={(change) =>
        activityText({ ...change, type: 'activity', id: change.activityId })
      }
      onSent={(sent) => {
        onReplySent(sent)
        close()
      }}
      onClose={close}
      onDiscarded={(bringBack) => offerDraft(bringBack, () => onMode(mode))}
    />
  )
}

function DockBar({ conversation, onMode }: ComposerDockProps) {
  const { t } = useLingui()
  const { mailboxes } = useDirectory()
  const canSend = mailboxes.get(conversation.mailboxId)?.canSend ?? false
  const name = conversation.from.name || conversation.from.address
  const suspicious = suspiciousMessage(conversation)
  if (suspicious)
    return <LockedReply party={imitatedParty(suspicious)} onNote={() => onMode('note')} />
  const why = canSend
    ? undefined
    : t`This mailbox has no outgoing server: an administrator can add one.`
  return (
    <div className={styles.bar}>
      <button
        type="button"
        className={styles.invitation}
        disabled={!canSend}
        title={why}
        onClick={() => onMode('reply')}
      >
        {why ?? t`Reply to ${name}…`}
      </button>
      <PresenceLine conversationId={conversation.id} />
      <Button variant="ghost" size="small" aria-keyshortcuts="n" onClick={() => onMode('note')}>
        <Lock /> {t`Internal note`} <Kbd>N</Kbd>
      </Button>
      <Button
        size="small"
        disabled={!canSend}
        title={why}
        aria-keyshortcuts="r"
        onClick={() => onMode('reply')}
      >
        <Reply /> {t`Reply`} <Kbd>R</Kbd>
      </Button>
    </div>
  )
}
