import type { Message } from '@levee/contract'
import { type CompiledCalendar, mayApprove, type Role } from '@levee/domain'
import { useLingui } from '@lingui/react/macro'
import { CalendarClock, Clock, Eye, LoaderCircle, MailX, Send, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { fullDate } from '../../formatting/dates.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { ApprovalButtons } from './approval-buttons.tsx'
import { BounceReason } from './bounce-reason.tsx'
import { useSendingCommand } from './outbox-queries.ts'
import { RetryButton } from './retry-button.tsx'
import { ScheduleMenu } from './schedule-menu.tsx'
import styles from './send-state.module.css'

export type SendStateProps = {
  message: Message
  /** Of the conversation, as it is seen. */
  revision: number
  viewer: { id: string; role: Role }
  timeZone: string
  hours?: CompiledCalendar | undefined
  onChanged: () => void
}

/** How far an outgoing message has come, and what can be done about it; nothing once it is sent. */
export function SendState(props: SendStateProps) {
  const { t } = useLingui()
  const { message } = props
  switch (message.state) {
    case 'awaitingApproval':
      return <AwaitingApproval {...props} />
    case 'queued':
      return <Waiting {...props} />
    case 'sending':
      return (
        <Banner tone="info" icon={<LoaderCircle />}>
          {t`Being sent`}
        </Banner>
      )
    case 'failed':
    case 'bounced':
      return <Returned {...props} />
    case 'cancelled':
      return <Banner tone="neutral">{t`Taken back before it was sent`}</Banner>
    default:
      return null
  }
}

function AwaitingApproval({ message, revision, viewer, onChanged }: SendStateProps) {
  const { t } = useLingui()
  const command = useSendingCommand(message.id, onChanged)
  const { sending, authorId } = message
  const may = sending && mayApprove(viewer, authorId, sending)
  return (
    <Banner tone="warn" icon={<Eye />} action={null}>
      <b>{t`Waits for a second person.`}</b>{' '}
      {may ? t`Read it, then let it leave.` : t`It leaves once somebody else has read it.`}
      <When message={message} />
      <Problem error={command.error} />
      <Actions>
        {may && (
          <ApprovalButtons
            busy={command.isPending}
            onApprove={() => command.mutate({ type: 'approve', revision })}
            onReturn={(reason) => command.mutate({ type: 'return', reason })}
          />
        )}
        {(!may || authorId === viewer.id) && (
          <Button
            variant="ghost"
            size="small"
            busy={command.isPending}
            onClick={() => command.mutate({ type: 'cancel' })}
          >
            <Undo2 /> {t`Take back`}
          </Button>
        )}
      </Actions>
    </Banner>
  )
}

function Waiting({ message, timeZone, hours, onChanged }: SendStateProps) {
  const { t } = useLingui()
  const command = useSendingCommand(message.id, onChanged)
  const isScheduled = message.sending?.scheduled === true
  return (
    <Banner tone="info" icon={isScheduled ? <CalendarClock /> : <Clock />}>
      {isScheduled ? t`Scheduled` : t`Waiting to be sent`}
      {isScheduled && <When message={message} />}
      {message.problem !== undefined && <div>{message.problem}</div>}
      <Problem error={command.error} />
      <Actions>
        {isScheduled && (
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
              hours={hours}
              disabled={command.isPending}
              onChoose={(body) => command.mutate({ type: 'reschedule', body })}
            />
          </>
        )}
        <Button
          variant="ghost"
          size="small"
          busy={command.isPending}
          onClick={() => command.mutate({ type: 'cancel' })}
        >
          <Undo2 /> {isScheduled ? t`Cancel and edit` : t`Take back`}
        </Button>
      </Actions>
    </Banner>
  )
}

function Returned({ message, onChanged }: SendStateProps) {
  const { t } = useLingui()
  const command = useSendingCommand(message.id, onChanged)
  const isFailed = message.state === 'failed'
  const isUncertain = message.sending?.isUncertain === true
  return (
    <Banner
      tone="danger"
      icon={<MailX />}
      action={
        isFailed && (
          <RetryButton
            isUncertain={isUncertain}
            busy={command.isPending}
            onRetry={() => command.mutate({ type: 'retry' })}
          />
        )
      }
    >
      <b>{isUncertain ? t`Perhaps not sent.` : isFailed ? t`Not sent.` : t`Not delivered.`}</b>{' '}
      {!isFailed && message.failedRecipients.length > 0 ? (
        <BounceReason failed={message.failedRecipients} />
      ) : isUncertain ? (
        t`The connection broke before the mail server confirmed it. Nobody knows yet whether it arrived.`
      ) : (
        message.problem
      )}
      <Problem error={command.error} />
    </Banner>
  )
}

function When({ message: { sending } }: { message: Message }) {
  const { t } = useLingui()
  if (!sending?.scheduled) return null
  const when = fullDate(new Date(sending.sendAt))
  return (
    <div className={styles.when}>
      {t`It leaves on ${when}.`}
      {sending.cancelIfAnswered && ` ${t`Cancelled if they write first.`}`}
    </div>
  )
}

function Problem({ error }: { error: Error | null }) {
  return error && <div role="alert">{problemText(error)}</div>
}

function Actions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>
}
