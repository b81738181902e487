import type { ConversationDetail, WritingSettings } from '@levee/contract'
import { useQuery } from '@tanstack/react-query'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { DescribeChange } from './change-text.ts'
import { emptyContent } from './draft-content.ts'
import type { FirstSnapshot } from './first-snapshot.ts'
import type { ComposerParts } from './form/composer-parts.ts'
import { OpenReplyForm } from './form/open-reply-form.tsx'
import { answeredMessage, type ReplyKind, startReply, withKind } from './start-reply.ts'
import { useFirstSnapshot } from './use-first-snapshot.ts'
import type { Colleague } from './use-hold.ts'
import type { ReplyWriter, SentReply } from './use-reply.ts'
import { writingQuery } from './writing-queries.ts'
import { signaturePart } from './written-parts.ts'

export type ReplyFormProps = {
  conversation: ConversationDetail
  kind: ReplyKind
  writer: ReplyWriter
  /** Who else writes to this mail now. */
  colleague: Colleague | null
  describeChange: DescribeChange
  parts?: ComposerParts
  onWriting: (isWriting: boolean) => void
  onSent: (sent: SentReply) => void
  onClose: () => void
}

/** What one writes with while the server does not say. */
const unknownSettings: WritingSettings = { undoSeconds: 10, signature: '', mailboxes: [] }

/** Writes a reply or passes the mail on, from where somebody left off. */
export function ReplyForm(props: ReplyFormProps) {
  const settings = useQuery(writingQuery)
  if (settings.isPending) return <Skeleton width="100%" height={120} />
  return <StartedForm {...props} settings={settings.data ?? unknownSettings} />
}

function StartedForm(props: ReplyFormProps & { settings: WritingSettings }) {
  const { conversation, kind, writer, settings } = props
  const message = answeredMessage(conversation)
  const first = useFirstSnapshot(conversation, writer.id, () => {
    const mailbox = settings.mailboxes.find(({ id }) => id === conversation.mailboxId)
    const signature = signaturePart(settings.signature, mailbox?.signature ?? '')
    const content = message ? startReply(message, kind, { writer, signature }) : emptyContent
    return { content, attachments: [], revision: conversation.revision }
  })
  if (!first) return <Skeleton width="100%" height={120} />
  const asked = message
    ? asKind(first, kind, (now) => withKind(now, kind, { message, writer }))
    : first
  return <OpenReplyForm {...props} message={message} first={asked} />
}

/** Who asks to pass a mail on, or to answer all, goes on with what is written there, but does that. */
function asKind(
  first: FirstSnapshot,
  kind: ReplyKind,
  change: (content: FirstSnapshot['snapshot']['content']) => FirstSnapshot['snapshot']['content'],
): FirstSnapshot {
  const { content } = first.snapshot
  if (kind === 'reply' || kind === content.kind) return first
  return { ...first, snapshot: { ...first.snapshot, content: change(content) }, isUnsaved: true }
}
