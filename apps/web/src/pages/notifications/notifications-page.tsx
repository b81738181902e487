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
        {t`Warnings of deadlines that are near or passed appear here.`}
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
} as const

function NotificationRow({ notification }: { notification: Notification }) {
  const { t } = useLingui()
  const now = useNow()
  const users = useUsers()
  const read = useReadNotifications()
  const { id, kind, subject, reference, conversationId, deadlineKind, readAt } = notification
  const { rule, dueAt } = notification
  const titles: Record<Notification['kind'], string> = {
    deadlineNear: t`Deadline near`,
    deadlinePassed: t`Deadline passed`,
    rule: t`A rule tells you`,
    acknowledgementsStopped: t`Acknowledgements stopped`,
  }
  const absentee = users.find((user) => user.id === notification.standsInFor)?.name
  return (
    <li>
      <Link
        to="/c/$reference"
        params={{ reference: reference ?? conversationId }}
        className={styles.row}
        data-unread={readAt === null || undefined}
        onClick={() => readAt === null && read.mutate([id])}
      >
        <Badge tone={TONES[kind]}>{titles[kind]}</Badge>
        <span className={styles.what}>
          <b>{[reference, subject].filter(Boolean).join(' · ')}</b>
          <span className={styles.muted}>
            {rule?.name}
            {deadlineKind !== null &&
              dueAt !== null &&
              `${kindText(deadlineKind)}, ${fullDate(new Date(dueAt))}`}
            {absentee !== undefined && `, ${t`you stand in for ${absentee}`}`}
          </span>
        </span>
        {readAt === null && <span className="visually-hidden">{t`not read`}</span>}
        <time className={styles.muted} dateTime={notification.at}>
          {timeAgo(new Date(notification.at), now)}
        </time>
      </Link>
    </li>
  )
}
