import type { ConversationDetail } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Paperclip, Reply, ReplyAll, Send, Trash2, X } from 'lucide-react'
import { type KeyboardEvent, useRef } from 'react'
import { keyName, modKey } from '../../keyboard/key-name.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { AttachedFiles } from './attached-files.tsx'
import type { DescribeChange } from './change-text.ts'
import { emptyContent } from './draft-content.ts'
import { DraftNotice } from './draft-notice.tsx'
import { DraftStatus } from './draft-status.tsx'
import type { FirstSnapshot } from './first-snapshot.ts'
import { RecipientsField } from './recipients-field.tsx'
import styles from './reply-form.module.css'
import { StalePanel } from './stale-panel.tsx'
import { answeredMessage, type ReplyScope, startReply } from './start-reply.ts'
import { useFirstSnapshot } from './use-first-snapshot.ts'
import type { Colleague } from './use-hold.ts'
import { type Reply as ReplyWork, type ReplyWriter, type SentReply, useReply } from './use-reply.ts'
import { htmlOfText, textOfHtml } from './written-text.ts'

type ReplyFormProps = {
  conversation: ConversationDetail
  scope: ReplyScope
  writer: ReplyWriter
  from: string
  /** Who else writes to this mail now. */
  colleague: Colleague | null
  describeChange: DescribeChange
  onSent: (sent: SentReply) => void
  onClose: () => void
}

/** Writes a reply, from where somebody left off. */
export function ReplyForm(props: ReplyFormProps) {
  const { conversation, scope, writer } = props
  const first = useFirstSnapshot(conversation, writer.id, () => {
    const message = answeredMessage(conversation)
    const content = message ? startReply(message, scope, writer) : emptyContent
    return { content, attachments: [], revision: conversation.revision }
  })
  if (!first) return <Skeleton width="100%" height={120} />
  return <OpenReplyForm {...props} first={first} />
}

/** Recipients, text above the quotation, files. */
function OpenReplyForm(props: ReplyFormProps & { first: FirstSnapshot }) {
  const { conversation, writer, first, from, colleague, onSent, onClose } = props
  const { t } = useLingui()
  const reply = useReply({ conversation, writer, first, colleague, onSent })
  const { draft, change, files, isReadOnly } = reply
  const onKeyDown = (event: KeyboardEvent) => {
    const name = keyName(event)
    if (name === 'mod+Enter') reply.send('answered')
    else if (name === 'mod+shift+Enter') reply.send('archived')
    else if (name === 'Escape') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the whole form
    <form
      className={styles.form}
      aria-label={t`Reply`}
      onSubmit={(event) => {
        event.preventDefault()
        reply.send('answered')
      }}
      onKeyDown={onKeyDown}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        files.add(event.dataTransfer.files)
      }}
    >
      <div className={styles.phoneHead}>
        <IconButton label={t`Close, keep the draft`} onClick={onClose}>
          <X />
        </IconButton>
        <b>{t`Reply`}</b>
        <span className={styles.reference}>{conversation.reference}</span>
        <Button type="submit" variant="primary" busy={reply.isSending} disabled={!reply.canSend}>
          {t`Send`}
        </Button>
      </div>
      <div className={styles.line}>
        {draft.kind === 'replyAll' ? <ReplyAll /> : <Reply />}
        <RecipientsField label={t`To`} recipients={draft.to} onChange={(to) => change({ to })} />
        <IconButton
          label={t`Close, keep the draft`}
          shortcut="Esc"
          className={styles.close}
          onClick={onClose}
        >
          <X />
        </IconButton>
      </div>
      <div className={styles.line}>
        <RecipientsField label={t`Cc`} recipients={draft.cc} onChange={(cc) => change({ cc })} />
        <span className={styles.from}>{t`From ${from}`}</span>
      </div>
      <DraftNotice conversationId={conversation.id} me={writer.id} holding={reply.holding} />
      <textarea
        ref={placeCaretFirst}
        className={styles.text}
        aria-label={t`Text of the reply`}
        readOnly={isReadOnly}
        value={textOfHtml(draft.html)}
        onChange={(event) => change({ html: htmlOfText(event.target.value) })}
        onPaste={(event) => files.add(event.clipboardData.files)}
      />
      <AttachedFiles files={files.files} onRemove={files.remove} />
      <StalePanel
        changes={reply.changes}
        describe={props.describeChange}
        canSend={reply.canSendAnyway}
        isSending={reply.isSending}
        onSendAnyway={() => reply.sendAnyway('answered')}
        onSeen={reply.acceptChanges}
        onDiscard={() => {
          void reply.discard()
          onClose()
        }}
      />
      <ReplyProblem reply={reply} />
      <ReplyFoot reply={reply} onDiscard={onClose} />
    </form>
  )
}

function ReplyProblem({ reply }: { reply: ReplyWork }) {
  const { t } = useLingui()
  if (!reply.error) return null
  return (
    <div className={styles.notice} role="alert">
      <Banner tone="danger">
        <b>{t`Not sent.`}</b> {problemText(reply.error)}
      </Banner>
    </div>
  )
}

function ReplyFoot({ reply, onDiscard }: { reply: ReplyWork; onDiscard: () => void }) {
  const { t } = useLingui()
  const chooser = useRef<HTMLInputElement>(null)
  const shift = t({ message: 'Shift', comment: 'the key of the keyboard' })
  return (
    <div className={styles.foot}>
      <Button
        type="submit"
        variant="primary"
        className={styles.send}
        busy={reply.isSending}
        disabled={!reply.canSend}
      >
        <Send /> {t`Send`} <Kbd>{modKey}</Kbd>
        <Kbd>↵</Kbd>
      </Button>
      <Button
        busy={reply.isSending}
        disabled={!reply.canSend}
        onClick={() => reply.send('archived')}
        title={`${modKey} ${shift} ↵`}
      >
        {t`Send and archive`}
      </Button>
      <span className={styles.space} />
      <DraftStatus {...reply.saving} />
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          reply.files.add(event.target.files ?? [])
          event.target.value = ''
        }}
      />
      <IconButton label={t`Attach files`} onClick={() => chooser.current?.click()}>
        <Paperclip />
      </IconButton>
      <IconButton
        label={t`Discard the draft`}
        onClick={() => {
          void reply.discard()
          onDiscard()
        }}
      >
        <Trash2 />
      </IconButton>
    </div>
  )
}

/** One writes above the quotation. */
function placeCaretFirst(area: HTMLTextAreaElement | null): void {
  if (!area) return
  area.focus()
  area.setSelectionRange(0, 0)
  area.scrollTop = 0
}
