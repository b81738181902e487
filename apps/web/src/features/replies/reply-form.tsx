import type { ConversationDetail, Message, Upload, WritingSettings } from '@levee/contract'
import { useQuery } from '@tanstack/react-query'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { DescribeChange } from './change-text.ts'
import { type DraftContent, emptyContent } from './draft-content.ts'
import type { FirstSnapshot } from './first-snapshot.ts'
import type { ComposerParts } from './form/composer-parts.ts'
import { OpenReplyForm } from './form/open-reply-form.tsx'
import { type Quotation, quotedQuery } from './quotation-queries.ts'
import { answeredMessage, type ReplyKind, startReply, withKind } from './start-reply.ts'
import { useFirstSnapshot } from './use-first-snapshot.ts'
import type { Colleague } from './use-hold.ts'
import type { ReplyWriter, SentReply } from './use-reply.ts'
import { writingQuery } from './writing-queries.ts'
import { picturesIn, signaturePart } from './written-parts.ts'

export type ReplyFormProps = {
  conversation: ConversationDetail
  kind: ReplyKind
  /** The message that is passed on, where one was chosen. */
  forwardOf?: string | null
  writer: ReplyWriter
  /** Who else writes to this mail now. */
  colleague: Colleague | null
  describeChange: DescribeChange
  parts?: ComposerParts
  onWriting: (isWriting: boolean) => void
  onSent: (sent: SentReply) => void
  onClose: () => void
  /** `bringBack`: puts what was discarded back. */
  onDiscarded: (bringBack: () => Promise<unknown>) => void
}

/** What one writes with while the server does not say. */
const unknownSettings: WritingSettings = { undoSeconds: 10, signature: '', mailboxes: [] }

/** Writes a reply or passes the mail on, from where somebody left off. */
export function ReplyForm(props: ReplyFormProps) {
  const { conversation, kind, forwardOf } = props
  const settings = useQuery(writingQuery)
  const chosen = conversation.messages.find(({ id }) => id === forwardOf)
  const message = chosen ?? answeredMessage(conversation)
  const quotation = useQuery(quotedQuery(message, kind === 'forward'))
  if (settings.isPending || quotation.isLoading) return <Skeleton width="100%" height={120} />
  return (
    <StartedForm
      {...props}
      settings={settings.data ?? unknownSettings}
      quotation={quotation.data}
      message={message}
    />
  )
}

type StartedFormProps = ReplyFormProps & {
  settings: WritingSettings
  /** What is answered or passed on, unless what is written already says otherwise. */
  message: Message | undefined
  quotation: Quotation | undefined
}

function StartedForm(props: StartedFormProps) {
  const { conversation, kind, writer, settings, message, quotation } = props
  const first = useFirstSnapshot(conversation, writer.id, () => {
    const mailbox = settings.mailboxes.find(({ id }) => id === conversation.mailboxId)
    const signature = signaturePart(settings.signature, mailbox?.signature ?? '')
    const content = message
      ? startReply(message, kind, { writer, signature, quotation })
      : emptyContent
    return { content, attachments: quotation?.pictures ?? [], revision: conversation.revision }
  })
  if (!first) return <Skeleton width="100%" height={120} />
  const asked = message
    ? asKind(first, props, (now) => withKind(now, kind, { message, writer, quotation }))
    : first
  const { forwardOf } = asked.snapshot.content
  const passedOn = conversation.messages.find(({ id }) => id === forwardOf)
  return <OpenReplyForm {...props} message={passedOn ?? message} first={asked} />
}

/** Who asks to pass a mail on, or to answer all, goes on with what is written there, but does that. */
function asKind(
  first: FirstSnapshot,
  { kind, forwardOf, quotation }: Pick<StartedFormProps, 'kind' | 'forwardOf' | 'quotation'>,
  change: (content: FirstSnapshot['snapshot']['content']) => FirstSnapshot['snapshot']['content'],
): FirstSnapshot {
  const { snapshot } = first
  const isChosen = !forwardOf || snapshot.content.forwardOf === forwardOf
  if (kind === 'reply' || (kind === snapshot.content.kind && isChosen)) return first
  const content = change(snapshot.content)
  const attachments = withPictures(snapshot.attachments, { content, quotation })
  return { ...first, snapshot: { ...snapshot, content, attachments }, isUnsaved: true }
}

/** What a quotation shows goes with the mail that shows it. */
function withPictures(
  files: readonly Upload[],
  { content, quotation }: { content: DraftContent; quotation: Quotation | undefined },
): Upload[] {
  const shown = picturesIn(content.html)
  const more = quotation?.pictures.filter(({ id }) => shown.has(id)) ?? []
  return [...files.filter(({ id }) => more.every((each) => each.id !== id)), ...more]
}
