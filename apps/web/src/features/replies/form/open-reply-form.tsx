import type { Message, WritingSettings } from '@levee/contract'
import { bareSubject, forwardSubject, replySubject } from '@levee/domain'
import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import type { DragEvent, KeyboardEvent, ReactNode } from 'react'
import { keyName } from '../../../keyboard/key-name.ts'
import { problemText } from '../../../problem-text.ts'
import { Banner } from '../../../ui/banner.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { AttachedFiles } from '../attached-files.tsx'
import { DraftNotice } from '../draft-notice.tsx'
import { DraftStatus } from '../draft-status.tsx'
import type { FirstSnapshot } from '../first-snapshot.ts'
import type { ReplyFormProps } from '../reply-form.tsx'
import { StalePanel } from '../stale-panel.tsx'
import { type Reply, useReply } from '../use-reply.ts'
import { picturesIn } from '../written-parts.ts'
import { FromLine } from './from-line.tsx'
import { KindMenu } from './kind-menu.tsx'
import { OriginalFiles } from './original-files.tsx'
import styles from './reply-form.module.css'
import { ReplyFoot } from './reply-foot.tsx'
import { ReplyHead } from './reply-head.tsx'
import { SendButton } from './send-button.tsx'
import { type FormState, useFormState } from './use-form-state.ts'
import { WritingArea } from './writing-area.tsx'

type OpenReplyFormProps = ReplyFormProps & {
  /** What is answered or passed on. */
  message: Message | undefined
  settings: WritingSettings
  first: FirstSnapshot
}

/** Recipients, text above the quotation, files. */
export function OpenReplyForm(props: OpenReplyFormProps) {
  const { conversation, writer, settings, message, onClose } = props
  const { t } = useLingui()
  const { undoSeconds } = settings
  const reply = useReply({ ...props, undoSeconds })
  const form = useFormState({ reply, settings, message, writer, conversation })
  const { draft, files } = reply
  const discard = () => {
    const bringBack = reply.discard()
    onClose()
    if (bringBack) props.onDiscarded(bringBack)
  }
  const sendButton = (
    <SendButton
      action={form.action}
      isSending={reply.isSending}
      canSend={reply.canSend}
      onSend={form.send}
    />
  )
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the whole form
    <form
      className={styles.form}
      data-size={form.isFull ? 'full' : 'inline'}
      aria-label={t`Reply`}
      onSubmit={(event) => {
        event.preventDefault()
        form.send()
      }}
      onKeyDown={(event) => onKeyDown(event, form, onClose)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => takeFiles(event, reply)}
    >
      <PhoneHead reference={conversation.reference} reply={reply} onClose={onClose}>
        {props.parts?.tools?.(form.composer)}
        {sendButton}
      </PhoneHead>
      <ReplyHead
        kind={
          <KindMenu
            kind={draft.kind}
            isReadOnly={reply.isReadOnly}
            onKind={(kind) => void form.setKind(kind)}
            onSubject={form.askSubject}
          />
        }
        draft={draft}
        onChange={reply.change}
        showsSubject={form.showsSubject}
        usualSubject={usualSubject(draft.kind, message)}
        isFull={form.isFull}
        onFull={form.setIsFull}
        onClose={onClose}
      >
        <FromLine
          mailboxes={settings.mailboxes}
          mailboxId={form.mailboxId}
          isReadOnly={reply.isReadOnly}
          onChange={form.setMailbox}
        />
      </ReplyHead>
      <DraftNotice conversationId={conversation.id} me={writer.id} holding={reply.holding} />
      <WritingArea
        label={t`Text of the reply`}
        writing={form}
        work={reply}
        panel={props.parts?.panel?.(form.composer)}
      >
        <AttachedFiles
          files={files.files.filter(
            ({ upload }) => !upload || !picturesIn(draft.html).has(upload.id),
          )}
          onRemove={files.remove}
        />
        {draft.kind === 'forward' && (
          <OriginalFiles
            files={message?.attachments ?? []}
            areSent={draft.withOriginalAttachments}
            onChange={(withOriginalAttachments) => reply.change({ withOriginalAttachments })}
          />
        )}
      </WritingArea>
      {reply.isStale && (
        <StalePanel
          changes={reply.changes}
          describe={props.describeChange}
          canSend={reply.canSendAnyway}
          isSending={reply.isSending}
          onSendAnyway={() => reply.sendAnyway(form.status(form.action))}
          onSeen={reply.acceptChanges}
          onUncover={onClose}
          onDiscard={discard}
        />
      )}
      <div className={styles.notice}>{props.parts?.notice?.(form.composer)}</div>
      <ReplyProblem reply={reply} />
      <ReplyFoot
        send={
          <>
            <span className={styles.send}>{sendButton}</span>
            {props.parts?.schedule?.(form.composer)}
          </>
        }
        tools={<span className={styles.tools}>{props.parts?.tools?.(form.composer)}</span>}
        status={<DraftStatus {...reply.saving} />}
        isReadOnly={reply.isReadOnly}
        isFormatting={form.isFormatting}
        onFormatting={form.toggleFormatting}
        onFiles={files.add}
        onDiscard={discard}
      />
    </form>
  )
}

type PhoneHeadProps = {
  reference: string | null
  reply: Reply
  onClose: () => void
  children: ReactNode
}

/** On a phone the form has the whole screen, and sending is where the thumb does not type. */
function PhoneHead({ reference, reply, onClose, children }: PhoneHeadProps) {
  const { t } = useLingui()
  const titles = { reply: t`Reply`, replyAll: t`Reply to all`, forward: t`Forward` }
  return (
    <div className={styles.phoneHead}>
      <IconButton label={t`Close, keep the draft`} onClick={onClose}>
        <X />
      </IconButton>
      <b>{titles[reply.draft.kind]}</b>
      <span className={styles.reference}>{reference}</span>
      {children}
    </div>
  )
}

function ReplyProblem({ reply }: { reply: Reply }) {
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

function onKeyDown(event: KeyboardEvent, form: FormState, onClose: () => void): void {
  const name = keyName(event)
  if (name === 'mod+Enter') form.send()
  else if (name === 'mod+shift+Enter') form.send('sendAndArchive')
  else if (name === 'mod+k') form.askLink()
  else if (name === 'Escape') onClose()
  else return
  event.preventDefault()
  event.stopPropagation()
}

/** Files that are dropped beside the text are attached; in it they are its own. */
function takeFiles(event: DragEvent, { files, isReadOnly }: Reply): void {
  if (event.defaultPrevented) return
  event.preventDefault()
  if (!isReadOnly) files.add(event.dataTransfer.files)
}

function usualSubject(kind: Reply['draft']['kind'], message: Message | undefined): string {
  const subject = message?.subject ?? ''
  if (bareSubject(subject) === '') return ''
  return kind === 'forward' ? forwardSubject(subject) : replySubject(subject)
}
