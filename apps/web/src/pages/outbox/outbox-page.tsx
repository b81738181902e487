import type { OutboxGroup } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { outboxKeys, outboxQuery, useOutboxCounts } from '../../features/outbox/outbox-queries.ts'
import { useSession } from '../../features/session/session-queries.ts'
import { shortCount } from '../../formatting/numbers.ts'
import { problemText } from '../../problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { CalmWaterPicture } from '../../ui/pictures.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useFollowMail } from '../use-follow-mail.ts'
import styles from './outbox-page.module.css'
import { OutboxRow } from './outbox-row.tsx'
import { UnsentNotices } from './unsent-notices.tsx'

/** What the page shows: a group of replies, or for admins the mails of Levee's own that failed. */
type Tab = OutboxGroup | 'notices'

const groups: readonly OutboxGroup[] = ['failed', 'awaitingApproval', 'scheduled', 'queued']
const urgent: readonly Tab[] = ['failed', 'awaitingApproval', 'notices']
const isOfFailures = (tab: Tab): boolean => tab === 'failed' || tab === 'notices'

/** Replies that did not arrive or have not left yet, mails of Levee's own that failed, and what can be done about each. */
export function OutboxPage() {
  const { t } = useLingui()
  const params = useParams({ from: '/shell/outbox/{-$group}' })
  const counts = useOutboxCounts()
  useFollowMail(outboxKeys.all)
  const names = useTabNames()
  const tabs: readonly Tab[] = useSession().user.role === 'admin' ? [...groups, 'notices'] : groups
  const asked = tabs.find((each) => each === params.group)
  const tab =
    asked ?? [...urgent, ...tabs].find((each) => counts && counts[each] > 0) ?? 'scheduled'
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <PageHeading title={t`Outbox`} className={styles.title} />
        <nav className={styles.tabs} aria-label={t`What the outbox shows`}>
          {tabs.map((each) => (
            <Link
              key={each}
              to="/outbox/{-$group}"
              params={{ group: each }}
              className={styles.tab}
              aria-current={each === tab ? 'page' : undefined}
              data-danger={isOfFailures(each) || undefined}
            >
              {names[each]}
              {counts !== undefined && counts[each] > 0 && (
                <span className={styles.count}>{shortCount(counts[each])}</span>
              )}
            </Link>
          ))}
        </nav>
      </header>
      <div className={styles.body}>
        {tab === 'notices' ? <UnsentNotices /> : <Group key={tab} group={tab} />}
      </div>
    </div>
  )
}

function Group({ group }: { group: OutboxGroup }) {
  const { t } = useLingui()
  const query = useInfiniteQuery(outboxQuery(group))
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const empty: Record<OutboxGroup, string> = {
    failed: t`Every reply has arrived, as far as is known.`,
    awaitingApproval: t`No reply waits for a second person.`,
    scheduled: t`No reply is to leave later. In a reply, the clock beside “Send” chooses when it leaves.`,
    queued: t`Nothing is on its way.`,
  }
  if (data?.length === 0)
    return (
      <EmptyState picture={<CalmWaterPicture />} title={t`Nothing here`}>
        {empty[group]}
      </EmptyState>
    )
  if (data)
    return (
      <>
        <ul className={styles.list}>
          {data.map((item) => (
            <OutboxRow key={item.messageId} item={item} group={group} />
          ))}
        </ul>
        {hasNextPage && (
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t`Show more`}
          </Button>
        )}
      </>
    )
  if (error)
    return <ErrorState error={error} detail={problemText(error)} onRetry={() => void refetch()} />
  return <Skeleton width="240px" height={12} />
}

function useTabNames(): Record<Tab, string> {
  const { t } = useLingui()
  return {
    failed: t({ message: 'Not sent', context: 'replies' }),
    awaitingApproval: t`To approve`,
    scheduled: t({ message: 'Scheduled', context: 'replies' }),
    queued: t`On its way`,
    notices: t({ message: 'Notices', context: 'mails of Levee' }),
  }
}
