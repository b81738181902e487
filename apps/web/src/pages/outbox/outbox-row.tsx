import type { OutboxGroup, OutboxItem } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Send, Undo2 } from 'lucide-react'
import { calendarOf, hoursOf } from '../../features/calendars/calendar-of.ts'
import { useCalendars } from '../../features/calendars/calendar-queries.ts'
import { conversationKeys } from '../../features/conversations/conversation-queries.ts'
import { useMailboxes } from '../../features/mailboxes/mailbox-queries.ts'
import { ApprovalButtons } from '../../features/outbox/approval-buttons.tsx'
import { useSendingCommand } from '../../features/outbox/outbox-queries.ts'
import { RetryButton } from '../../features/outbox/retry-button.tsx'
import { ScheduleMenu } from '../../features/outbox/schedule-menu.tsx'
import { useSession } from '../../features/session/session-queries.ts'
import { useUsers } from '../../features/users/user-queries.ts'
import { fullDate } from '../../formatting/dates.ts'
import { problemText } from '../../problem-text.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './outbox-page.module.css'

/** One reply of the outbox. */
export function OutboxRow({ item, group }: { item: OutboxItem; group: OutboxGroup }) {
  const { t } = useLingui()
  const queryClient = useQueryClient()
  const command = useSendingCommand(item.messageId, () => {
    void queryClient.invalidateQueries({ queryKey: conversationKeys.all })
  })
  const author = useUsers().find((user) => user.id === item.authorId)?.name
  const mailbox = useMailboxes().find(({ id }) => id === item.mailboxId)?.name
  const to = item.to.map(({ name, address }) => name || address).join(', ')
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <Link to="/c/$reference" params={{ reference: item.reference ?? item.conversationId }}>
          <b>{item.subject || t`No subject`}</b>
        </Link>
        <span className={styles.muted}>
          {[t`To ${to}`, author, mailbox, item.reference].filter(Boolean).join(' · ')}
        </span>
        <ItemState item={item} group={group} />
        {command.error && (
          <span role="alert" className={styles.problem}>
            {problemText(command.error)}
          </span>
        )}
      </div>
      <div className={styles.actions}>
        <ItemActions item={item} group={group} command={command} />
      </div>
    </li>
  )
}

function ItemState({ item, group }: { item: OutboxItem; group: OutboxGroup }) {
  const { t } = useLingui()
  const when = fullDate(new Date(item.sendAt))
  if (group === 'failed')
    return (
      <span className={styles.problem}>
        <Badge tone="danger">
          {item.isUncertain
            ? t`Perhaps not sent`
            : item.state === 'bounced'
              ? t({ message: 'Not delivered', context: 'a reply' })
              : t({ message: 'Not sent', context: 'a reply' })}
        </Badge>{' '}
        {item.isUncertain ? t`Nobody knows yet whether it arrived.` : item.problem}
      </span>
    )
  if (group === 'scheduled')
    return (
      <span className={styles.when}>
        {t`It leaves on ${when}.`}
        {item.cancelIfAnswered && ` ${t`Cancelled if they write first.`}`}
      </span>
    )
  return item.problem === null ? null : <span className={styles.muted}>{item.problem}</span>
}

type ItemActionsProps = {
  item: OutboxItem
  group: OutboxGroup
  command: ReturnType<typeof useSendingCommand>
}

function ItemActions({ item, group, command }: ItemActionsProps) {
  const { t } = useLingui()
  const { timeZone } = useSession()
  const calendar = calendarOf({ mailboxId: item.mailboxId, teamId: null }, useCalendars())
  const takeBack = (
    <Button
      variant="ghost"
      size="small"
      busy={command.isPending}
      onClick={() => command.mutate({ type: 'cancel' })}
    >
      <Undo2 /> {t`Take back`}
    </Button>
  )
  switch (group) {
    case 'failed':
      return (
        item.state === 'failed' && (
          <RetryButton
            isUncertain={item.isUncertain}
            busy={command.isPending}
            onRetry={() => command.mutate({ type: 'retry' })}
          />
        )
      )
    case 'awaitingApproval':
      return item.mayApprove ? (
        <ApprovalButtons
          busy={command.isPending}
          onApprove={() => command.mutate({ type: 'approve', revision: item.revision })}
          onReturn={(reason) => command.mutate({ type: 'return', reason })}
        />
      ) : (
        takeBack
      )
    case 'scheduled':
      return (
        <>
          <Button
            size="small"
            busy={command.isPending}
            onClick={() => command.mutate({ type: 'reschedule', body: { sendAt: null } })}
          >
            <Send /> {t`Send now`}
          </Button>
          <ScheduleMenu
            timeZone={timeZone}
            hours={calendar && hoursOf(calendar)}
            disabled={command.isPending}
            onChoose={(body) => command.mutate({ type: 'reschedule', body })}
          />
          {takeBack}
        </>
      )
    case 'queued':
      return item.state === 'queued' && takeBack
  }
}
