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
import { AttachedFiles } from './attached-files.tsx'
import { RecipientsField } from './recipients-field.tsx'
import styles from './reply-form.module.css'
import type { ReplyScope } from './start-reply.ts'
import { type ReplyWriter, type SentReply, useReply } from './use-reply.ts'

type ReplyFormProps = {
  conversation: ConversationDetail
  scope: ReplyScope
  writer: ReplyWriter
  from: string
  onSent: (sent: SentReply) => void
  onClose: () => void
}

/** Writes a reply: recipients, text above the quotation, files. */
export function ReplyForm({ conversation, scope, writer, from, onSent, onClose }: ReplyFormProps) {
  const { t } = useLingui()
  const reply = useReply(conversation, scope, writer, onSent)
  const { draft, change, files } = reply
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
        {scope === 'all' ? <ReplyAll /> : <Reply />}
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
      <textarea
        ref={placeCaretFirst}
        className={styles.text}
        aria-label={t`Text of the reply`}
        value={draft.text}
        onChange={(event) => change({ text: event.target.value })}
        onPaste={(event) => files.add(event.clipboardData.files)}
      />
      <AttachedFiles files={files.files} onRemove={files.remove} />
      <ReplyProblem reply={reply} />
      <ReplyFoot reply={reply} onDiscard={onClose} />
    </form>
  )
}

function ReplyProblem({ reply }: { reply: ReturnType<typeof useReply> }) {
  const { t } = useLingui()
  if (reply.isStale) {
    return (
      <div className={styles.notice}>
        <Banner
          tone="warn"
          action={
            <Button variant="ghost" size="small" onClick={reply.acceptChanges}>
              {t`I have seen it`}
            </Button>
          }
        >
          <b>{t`This mail changed while you were writing.`}</b>{' '}
          {t`Look at what is new above, then send.`}
        </Banner>
      </div>
    )
  }
  if (!reply.error) return null
  return (
    <div className={styles.notice} role="alert">
      <Banner tone="danger">
        <b>{t`Not sent.`}</b> {problemText(reply.error)}
      </Banner>
    </div>
  )
}

function ReplyFoot({
  reply,
  onDiscard,
}: {
  reply: ReturnType<typeof useReply>
  onDiscard: () => void
}) {
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
          reply.discard()
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
