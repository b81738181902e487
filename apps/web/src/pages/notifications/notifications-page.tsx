import type { Notification } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CheckCheck } from 'lucide-react'
import { kindText } from '../../features/deadlines/kind-text.ts'
import {
  notificationsQuery,
  useReadNotifications,
} from '../../features/notifications/notification-queries.ts'
import { useUsers } from '../../features/users/user-queries.ts'
import { fullDate, timeAgo } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { problemText } from '../../problem-text.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './notifications-page.module.css'

/** What one was told in the application, the newest first. */
export function NotificationsPage() {
  const { t } = useLingui()
  const { data } = useInfiniteQuery(notificationsQuery)
  const read = useReadNotifications()
  const hasUnread = data?.some(({ readAt }) => readAt === null) ?? false
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <PageHeading title={t`Notifications`} className={styles.title} />
        <Button disabled={!hasUnread} busy={read.isPending} onClick={() => read.mutate('all')}>
          <CheckCheck /> {t`Mark all as read`}
        </Button>
      </header>
      <div className={styles.body}>
        <Notifications />
      </div>
    </div>
  )
}

function Notifications() {
  const { t } = useLingui()
  const query = useInfiniteQuery(notificationsQuery)
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  if (data?.length === 0)
    return (
      <EmptyState title={t`Nothing to tell`}>
        {t`Warnings of deadlines, news of your replies and of mail that you follow, notes that name you and mail that is given to you appear here.`}
      </EmptyState>
    )
  if (data)
    return (
      <>
        <ul className={styles.list}>
          {data.map((notification) => (
            <NotificationRow key={notification.id} notification={notification} />
          ))}
        </ul>
        {hasNextPage && (
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t`Show earlier ones`}
          </Button>
        )}
      </>
    )
  if (error)
    return <ErrorState error={error} detail={problemText(error)} onRetry={() => void refetch()} />
  return <Skeleton width="240px" height={12} />
}

const TONES = {
  deadlineNear: 'warn',
  deadlinePassed: 'danger',
  rule: 'info',
  acknowledgementsStopped: 'danger',
  sendFailed: 'danger',
  bounced: 'danger',
  sendCancelled: 'warn',
  approvalAsked: 'info',
  replyApproved: 'info',
  replyReturned: 'warn',
  mention: 'info',
  assigned: 'neutral',
  followed: 'neutral',
} as const

function NotificationRow({ notification }: { notification: Notification }) {
  const { t } = useLingui()
  const now = useNow()
  const users = useUsers()
  const read = useReadNotifications()
  const { id, kind, subject, reference, conversationId, deadlineKind, readAt } = notification
  const { rule, dueAt, topic, noteId } = notification
  const titles: Record<Notification['kind'], string> = {
    deadlineNear: t`Deadline near`,
    deadlinePassed: t`Deadline passed`,
    rule: t`A rule tells you`,
    acknowledgementsStopped: t`Acknowledgements stopped`,
    sendFailed: t`Reply not sent`,
    bounced: t`Reply not delivered`,
    sendCancelled: t`Scheduled reply cancelled: they wrote first`,
    approvalAsked: t`Reply to approve`,
    replyApproved: t`Reply approved`,
    replyReturned: t`Reply returned to you`,
    mention: t`You are named in a note`,
    assigned: t`Assigned to you`,
    followed: t`You follow this mail`,
  }
  const topics: Record<NonNullable<Notification['topic']>, string> = {
    message: t`a new message`,
    note: t`a new note`,
    reply: t`a reply was sent, or came back`,
    status: t`another status`,
  }
  const actor = users.find((user) => user.id === notification.actorId)?.name
  const absentee = users.find((user) => user.id === notification.standsInFor)?.name
  return (
    <li>
      <Link
        to="/c/$reference"
        params={{ reference: reference ?? conversationId }}
        {...(noteId !== null && { hash: `note-${noteId}` })}
        className={styles.row}
        data-unread={readAt === null || undefined}
        onClick={() => readAt === null && read.mutate([id])}
      >
        <Badge tone={TONES[kind]}>{titles[kind]}</Badge>
        <span className={styles.what}>
          <b>{[reference, subject].filter(Boolean).join(' · ')}</b>
          <span className={styles.muted}>
            {rule?.name}
            {[topic && topics[topic], actor].filter(Boolean).join(', ')}
            {deadlineKind !== null &&
              dueAt !== null &&
              `${kindText(deadlineKind)}, ${fullDate(new Date(dueAt))}`}
            {absentee !== undefined && `, ${t`you stand in for ${absentee}`}`}
          </span>
          {notification.unsentMail && <UnsentMail {...notification.unsentMail} />}
        </span>
        {readAt === null && <span className="visually-hidden">{t`not read`}</span>}
        <time className={styles.muted} dateTime={notification.at}>
          {timeAgo(new Date(notification.at), now)}
        </time>
      </Link>
    </li>
  )
}

function UnsentMail({ isUncertain, problem }: NonNullable<Notification['unsentMail']>) {
  const { t } = useLingui()
  return (
    <span className={styles.unsent}>
      {isUncertain
        ? t`The mail about this may not have been sent.`
        : t`The mail about this could not be sent: ${problem ?? ''}`}
    </span>
  )
}
