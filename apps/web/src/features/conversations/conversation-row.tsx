import type { Conversation } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { CalendarClock, Eye, MailWarning, MailX, Paperclip, Send, ShieldAlert } from 'lucide-react'
import { memo, useState } from 'react'
import { fullDate, shortDate } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { Badge } from '../../ui/badge.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { classNames } from '../../ui/class-names.ts'
import styles from './conversation-row.module.css'
import { RowFoot } from './row-foot.tsx'
import { useRowName } from './row-name.ts'

export type RowActions = {
  onOpen: (id: string) => void
  onSelect: (id: string, extend: boolean) => void
  onAssign: (id: string, anchor: Element) => void
  onDue: (id: string, anchor: Element) => void
  onArchive: (id: string) => void
  onHover: (id: string) => void
}

type ConversationRowProps = {
  conversation: Conversation
  isCurrent: boolean
  isTabStop: boolean
  isSelected: boolean
  /** Shows the check boxes of all rows. */
  isSelecting: boolean
  rowIndex: number
  actions: RowActions
}

/** One conversation of a list: who, what, where it stands. */
export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { conversation, isCurrent, isTabStop, isSelected, isSelecting, rowIndex, actions } = props
  const { id } = conversation
  const name = useRowName(conversation)
  const [isPointed, setIsPointed] = useState(false)
  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      aria-selected={isSelected}
      aria-current={isCurrent || undefined}
      aria-label={name}
      tabIndex={isTabStop ? 0 : -1}
      data-id={id}
      className={classNames(
        styles.row,
        conversation.unread && styles.unread,
        isCurrent && styles.current,
        isSelected && styles.selected,
        isSelecting && styles.selecting,
      )}
      onClick={(event) => {
        if (event.shiftKey || event.metaKey || event.ctrlKey) actions.onSelect(id, event.shiftKey)
        else actions.onOpen(id)
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight')
          event.currentTarget.querySelector<HTMLElement>('button')?.focus()
        if (event.key === 'ArrowLeft') event.currentTarget.focus()
      }}
      onPointerEnter={({ pointerType }) => {
        setIsPointed(pointerType === 'mouse')
        actions.onHover(id)
      }}
      onPointerLeave={() => setIsPointed(false)}
    >
      <RowContent {...{ conversation, isSelected, isPointed, actions }} />
    </div>
  )
})

type RowContentProps = Pick<ConversationRowProps, 'conversation' | 'isSelected' | 'actions'> & {
  isPointed: boolean
}

/** What is in the row: the cursor's coming and going changes nothing of it. */
const RowContent = memo(function RowContent(props: RowContentProps) {
  const { conversation, isSelected, isPointed, actions } = props
  return (
    <>
      <div className={styles.lead} role="gridcell">
        <span className={styles.dot} />
        <span className={styles.check}>
          <RowCheckbox id={conversation.id} isSelected={isSelected} onSelect={actions.onSelect} />
        </span>
      </div>
      <div className={styles.content} role="gridcell">
        <RowHead conversation={conversation} />
        <div className={styles.line}>
          <span className={styles.subject}>
            <b>{conversation.subject}</b>
            {conversation.snippet && (
              <span className={styles.snippet}> — {conversation.snippet}</span>
            )}
          </span>
        </div>
        <RowFoot conversation={conversation} isPointed={isPointed} actions={actions} />
      </div>
    </>
  )
})

type RowCheckboxProps = { id: string; isSelected: boolean; onSelect: RowActions['onSelect'] }

function RowCheckbox({ id, isSelected, onSelect }: RowCheckboxProps) {
  const { t } = useLingui()
  return (
    <span
      role="presentation"
      onClickCapture={(event) => {
        event.stopPropagation()
        onSelect(id, event.shiftKey)
      }}
    >
      <Checkbox label={t`Select`} checked={isSelected} onChange={() => undefined} tabIndex={-1} />
    </span>
  )
}

function RowHead({ conversation }: { conversation: Conversation }) {
  const { t } = useLingui()
  const now = useNow()
  const at = new Date(conversation.lastMessageAt)
  return (
    <div className={styles.line}>
      <span className={styles.who}>{conversation.from.name || conversation.from.address}</span>
      {conversation.messageCount > 1 && (
        <span className={styles.number}>{conversation.messageCount}</span>
      )}
      {conversation.hasAttachments && (
        <Paperclip className={styles.icon} aria-label={t`Attachment`} />
      )}
      {conversation.isFollowed && <Eye className={styles.icon} aria-label={t`Followed by you`} />}
      {conversation.trust === 'danger' && (
        <Badge tone="danger">
          <ShieldAlert /> {t`Suspicious`}
        </Badge>
      )}
      {conversation.isQuarantined && (
        <Badge tone="warn">
          <MailWarning /> {t`Unreadable`}
        </Badge>
      )}
      {conversation.sendState === 'failed' && (
        <Badge tone="danger">
          <Send /> {t`Not sent`}
        </Badge>
      )}
      {conversation.sendState === 'bounced' && (
        <Badge tone="danger">
          <MailX /> {t`Not delivered`}
        </Badge>
      )}
      {conversation.sendState === 'awaitingApproval' && (
        <Badge tone="warn">
          <Send /> {t`To approve`}
        </Badge>
      )}
      {(conversation.sendState === 'queued' || conversation.sendState === 'sending') && (
        <Send className={styles.icon} aria-label={t`Being sent`} />
      )}
      {conversation.draftAuthorId && <Badge tone="neutral">{t`Draft`}</Badge>}
      {conversation.sendState === 'scheduled' && (
        <CalendarClock className={styles.icon} aria-label={t`Scheduled`} />
      )}
      <time className={styles.when} dateTime={conversation.lastMessageAt} title={fullDate(at)}>
        {shortDate(at, now)}
      </time>
    </div>
  )
}
