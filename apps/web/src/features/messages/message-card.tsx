import { getMessageSource, type Message } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import {
  ChevronUp,
  CircleQuestionMark,
  Download,
  Ellipsis,
  Forward,
  Split,
  Sun,
  UserRoundX,
} from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { urlOf } from '../../call.ts'
import { dateAndTime, fullDate, shortDate } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { AutomaticBadge } from './automatic-badge.tsx'
import { AttachmentTiles } from './attachment-tiles.tsx'
import { MessageBody } from './message-body.tsx'
import styles from './message-card.module.css'
import { PartlyRead } from './partly-read.tsx'

type MessageCardProps = {
  message: Message
  /** Who of us wrote it, when it was sent from here. */
  writer?: string | undefined
  initiallyOpen: boolean
  /** What became of a message that was sent from here. */
  sendState?: ReactNode
  /** How far the sender of a message from outside can be trusted. */
  trust?: ReactNode
  /** Something that concerns all messages of the conversation was chosen. */
  onChanged: () => void
  commands: MessageCommands
}

/** What can be asked or done about one message of a conversation. */
export type MessageCommands = {
  onWhy: (anchor: Element | null) => void
  /** Absent where nothing can be sent. */
  onForward?: (() => void) | undefined
  /** Absent where it is the only message. */
  onSplit?: (() => void) | undefined
}

/** One message of a conversation, folded to a line or open. */
export function MessageCard(props: MessageCardProps) {
  const { message, writer, initiallyOpen, sendState, trust, commands, onChanged } = props
  const [open, setOpen] = useState(initiallyOpen)
  const author = writer ?? (message.from.name || message.from.address)
  return open ? (
    <OpenMessage
      message={message}
      author={author}
      sendState={sendState}
      commands={commands}
      trust={trust}
      onFold={() => setOpen(false)}
      onChanged={onChanged}
    />
  ) : (
    <FoldedMessage message={message} author={author} onOpen={() => setOpen(true)} />
  )
}

function FoldedMessage({
  message,
  author,
  onOpen,
}: {
  message: Message
  author: string
  onOpen: () => void
}) {
  const { t } = useLingui()
  const now = useNow()
  return (
    <article className={styles.card}>
      <button
        type="button"
        className={styles.folded}
        aria-expanded="false"
        aria-label={t`Show the message of ${author}`}
        onClick={onOpen}
      >
        <Avatar name={author} tone={message.direction === 'incoming' ? 'neutral' : 'tinted'} />
        <b className={styles.foldedName}>{author}</b>
        <span className={styles.foldedText}>{message.textWithoutQuotes.slice(0, 200)}</span>
        <time className={styles.when} dateTime={message.receivedAt}>
          {shortDate(new Date(message.date ?? message.receivedAt), now)}
        </time>
      </button>
    </article>
  )
}

type OpenMessageProps = {
  message: Message
  author: string
  sendState: ReactNode
  commands: MessageCommands
  trust: ReactNode
  onFold: () => void
  onChanged: () => void
}

function OpenMessage(props: OpenMessageProps) {
  const { message, author, sendState, trust, commands, onFold, onChanged } = props
  const [onPaper, setOnPaper] = useState(false)
  return (
    <article className={styles.card} data-message={message.id}>
      <MessageHead
        message={message}
        author={author}
        commands={commands}
        trust={trust}
        onFold={onFold}
        onPaper={() => setOnPaper(!onPaper)}
      />
      <div className={styles.body}>
        <PartlyRead message={message} />
        {sendState}
        <MessageBody message={message} onPaper={onPaper} onChanged={onChanged} />
        <AttachmentTiles messageId={message.id} attachments={message.attachments} />
      </div>
    </article>
  )
}

type MessageHeadProps = {
  message: Message
  author: string
  commands: MessageCommands
  trust: ReactNode
  onFold: () => void
  onPaper: () => void
}

function MessageHead({ message, author, trust, commands, onFold, onPaper }: MessageHeadProps) {
  const { t } = useLingui()
  const now = useNow()
  const at = new Date(message.date ?? message.receivedAt)
  const to = message.to.map((who) => who.address).join(', ')
  const cc = message.cc.map((who) => who.address).join(', ')
  const isElsewhere = message.trust.reasons.some(({ code }) => code === 'replyToElsewhere')
  const replyTo = isElsewhere && message.replyTo.map((who) => who.address).join(', ')
  return (
    <header className={styles.head}>
      <Avatar
        name={author}
        size={32}
        tone={message.direction === 'incoming' ? 'neutral' : 'tinted'}
        {...(message.trust.level === 'danger' && { icon: <UserRoundX /> })}
      />
      <div className={styles.identity}>
        <h3 className={styles.author}>
          {author}
          {message.direction === 'incoming' && trust}
          <AutomaticBadge message={message} />
          {message.direction === 'outgoing' && (
            <Badge tone="info">{t({ message: 'Reply', context: 'noun' })}</Badge>
          )}
        </h3>
        <p className={styles.addresses}>
          {to ? t`${message.from.address} to ${to}` : message.from.address}
          {cc && ` · ${t`Cc ${cc}`}`}
          {replyTo && (
            <>
              {' · '}
              <span className={styles.replyTo}>{t`answers go to ${replyTo}`}</span>
            </>
          )}
        </p>
      </div>
      <time className={styles.when} dateTime={at.toISOString()} title={fullDate(at)}>
        {dateAndTime(at, now)}
      </time>
      <Menu
        trigger={
          <IconButton label={t`Actions on this message`} className={styles.more}>
            <Ellipsis />
          </IconButton>
        }
        entries={[
          { type: 'action', label: t`Fold`, icon: <ChevronUp />, onSelect: onFold },
          {
            type: 'action',
            label: t`Why is it here?`,
            icon: <CircleQuestionMark />,
            onSelect: () =>
              commands.onWhy(document.querySelector(`[data-message="${message.id}"] h3`)),
          },
          commands.onForward !== undefined && {
            type: 'action',
            label: t`Forward this message`,
            icon: <Forward />,
            onSelect: commands.onForward,
          },
          commands.onSplit !== undefined && {
            type: 'action',
            label: t`Split into mail of its own`,
            icon: <Split />,
            onSelect: commands.onSplit,
          },
          message.hasHtml && {
            type: 'action',
            label: t`Show on a light background`,
            icon: <Sun />,
            onSelect: onPaper,
          },
          {
            type: 'action',
            label: t`Download the source`,
            icon: <Download />,
            onSelect: () => window.location.assign(urlOf(getMessageSource, { id: message.id })),
          },
        ]}
      />
    </header>
  )
}
