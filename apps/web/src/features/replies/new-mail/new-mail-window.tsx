import type { NewMailDraft, WritingSettings } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { FilePen, SquarePen, X } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { keyName } from '../../../keyboard/key-name.ts'
import { problemText } from '../../../problem-text.ts'
import { Banner } from '../../../ui/banner.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { AttachedFiles } from '../attached-files.tsx'
import { emptyContent } from '../draft-content.ts'
import { DraftStatus } from '../draft-status.tsx'
import type { Composer, ComposerParts } from '../form/composer-parts.ts'
import { FromLine } from '../form/from-line.tsx'
import formStyles from '../form/reply-form.module.css'
import headStyles from '../form/reply-head.module.css'
import { ReplyFoot } from '../form/reply-foot.tsx'
import { ReplyHead } from '../form/reply-head.tsx'
import { SendNowButton } from '../form/send-now-button.tsx'
import { sentFrom } from '../form/use-form-state.ts'
import { useWritingState } from '../form/use-writing-state.ts'
import { WritingArea } from '../form/writing-area.tsx'
import { writingQuery } from '../writing-queries.ts'
import { picturesIn } from '../written-parts.ts'
import { newMailSnapshot, newMailsQuery } from './new-mail-saving.ts'
import styles from './new-mail-window.module.css'
import { type FirstNewMail, type SentNewMail, useNewMail } from './use-new-mail.ts'

type NewMailWindowProps = {
  /** Which of the mails that were begun; null: another one. */
  draftId: string | null
  language: string
  parts?: ComposerParts
  onOpen: (draftId: string | null) => void
  onSent: (sent: SentNewMail & { undoSeconds: number }) => void
  onClose: () => void
  /** `bringBack`: puts what was discarded back, and says where it is. */
  onDiscarded: (bringBack: () => Promise<string>) => void
}

/** A mail that answers none, beside whatever one looks at. */
export function NewMailWindow(props: NewMailWindowProps) {
  const { t } = useLingui()
  const settings = useQuery(writingQuery)
  const begun = useQuery(newMailsQuery)
  if (settings.isPending || begun.isPending) return null
  if (!settings.data || settings.data.mailboxes.length === 0) {
    return (
      <div className={styles.window}>
        <Banner tone="warn">{t`No mailbox of yours can send.`}</Banner>
      </div>
    )
  }
  const drafts = begun.data?.items ?? []
  const first = firstNewMail(
    drafts.find(({ id }) => id === props.draftId),
    settings.data,
  )
  return (
    <OpenNewMail
      key={props.draftId ?? 'new'}
      {...props}
      first={first}
      settings={settings.data}
      others={drafts.filter(({ id }) => id !== props.draftId)}
    />
  )
}

type OpenNewMailProps = NewMailWindowProps & {
  first: FirstNewMail
  settings: WritingSettings
  others: NewMailDraft[]
}

function OpenNewMail(props: OpenNewMailProps) {
  const { settings } = props
  const { undoSeconds } = settings
  const { t } = useLingui()
  const [first] = useState(props.first)
  const mail = useNewMail({
    first,
    undoSeconds,
    onSent: (sent) => props.onSent({ ...sent, undoSeconds }),
  })
  const writing = useWritingState(() => props.language)
  const { draft, files } = mail
  const composer: Composer = {
    editor: writing.editor,
    draft,
    change: mail.change,
    attach: files.put,
    language: writing.language,
    isReadOnly: mail.isReadOnly,
    canSend: mail.canSend,
    mailboxId: draft.mailboxId ?? '',
    sendLater: (schedule) => void mail.send(schedule),
    isPanelOpen: writing.isPanelOpen,
    togglePanel: writing.togglePanel,
  }
  const close = () => void mail.save().then(props.onClose)
  const onKeyDown = (event: KeyboardEvent) => {
    const name = keyName(event)
    if (name === 'mod+Enter') void mail.send()
    else if (name === 'mod+k') writing.askLink()
    else if (name === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const button = <SendNowButton isSending={mail.isSending} canSend={mail.canSend} />
  return (
    <div className={styles.window} data-part="composer" data-full={writing.isFull || undefined}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the whole form */}
      <form
        className={formStyles.form}
        data-size="full"
        aria-label={t`New mail`}
        onSubmit={(event) => {
          event.preventDefault()
          void mail.send()
        }}
        onKeyDown={onKeyDown}
      >
        <div className={formStyles.phoneHead}>
          <IconButton label={t`Close, keep the draft`} onClick={close}>
            <X />
          </IconButton>
          <b>{t`New mail`}</b>
          <span className={formStyles.reference} />
          {props.parts?.tools?.(composer)}
          {button}
        </div>
        <ReplyHead
          kind={<Title others={props.others} onOpen={props.onOpen} />}
          draft={draft}
          onChange={mail.change}
          showsSubject
          usualSubject=""
          isFull={writing.isFull}
          onFull={writing.setIsFull}
          onClose={close}
        >
          <FromLine
            mailboxes={settings.mailboxes}
            mailboxId={draft.mailboxId ?? ''}
            isReadOnly={mail.isReadOnly}
            onChange={(id) => mail.change(sentFrom(id, draft.html, settings))}
          />
        </ReplyHead>
        <WritingArea
          label={t`Text of the mail`}
          writing={writing}
          work={mail}
          panel={props.parts?.panel?.(composer)}
        >
          <AttachedFiles
            files={files.files.filter(
              ({ upload }) => !upload || !picturesIn(draft.html).has(upload.id),
            )}
            onRemove={files.remove}
          />
        </WritingArea>
        <div className={formStyles.notice}>{props.parts?.notice?.(composer)}</div>
        {mail.error && (
          <div className={formStyles.notice} role="alert">
            <Banner tone="danger">
              <b>{t`Not sent.`}</b> {problemText(mail.error)}
            </Banner>
          </div>
        )}
        <ReplyFoot
          send={
            <>
              <span className={formStyles.send}>{button}</span>
              {props.parts?.schedule?.(composer)}
            </>
          }
          tools={<span className={formStyles.tools}>{props.parts?.tools?.(composer)}</span>}
          status={<DraftStatus {...mail.saving} />}
          isReadOnly={mail.isReadOnly}
          isFormatting={writing.isFormatting}
          onFormatting={writing.toggleFormatting}
          onFiles={files.add}
          onDiscard={() => {
            const bringBack = mail.discard()
            props.onClose()
            if (bringBack) props.onDiscarded(bringBack)
          }}
        />
      </form>
    </div>
  )
}

type TitleProps = { others: NewMailDraft[]; onOpen: (draftId: string | null) => void }

/** What it is; where mails were begun before, the way to them. */
function Title({ others, onOpen }: TitleProps) {
  const { t } = useLingui()
  const title = (
    <>
      <SquarePen /> <b>{t`New mail`}</b>
    </>
  )
  if (others.length === 0) return <span className={headStyles.kind}>{title}</span>
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className={headStyles.kind} title={t`New mails that you began`}>
          {title} <span className={styles.count}>{others.length}</span>
        </button>
      }
      entries={others.map(({ id, subject, to }) => ({
        type: 'action' as const,
        label: subject || to[0] || t`Without a subject`,
        icon: <FilePen />,
        onSelect: () => onOpen(id),
      }))}
    />
  )
}

function firstNewMail(draft: NewMailDraft | undefined, settings: WritingSettings): FirstNewMail {
  const [mailbox] = settings.mailboxes
  if (draft) {
    const snapshot = newMailSnapshot(draft)
    const isThere = settings.mailboxes.some(({ id }) => id === draft.mailboxId)
    const mailboxId = isThere ? draft.mailboxId : (mailbox?.id ?? null) // one may leave a mailbox
    return { snapshot: { ...snapshot, content: { ...snapshot.content, mailboxId } }, draft }
  }
  const start = mailbox ? sentFrom(mailbox.id, '<p></p>', settings) : {}
  return {
    snapshot: { content: { ...emptyContent, ...start }, attachments: [], revision: 0 },
    draft: null,
  }
}
