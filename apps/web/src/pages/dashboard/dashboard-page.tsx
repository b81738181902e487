import type { DeadlineReportQuery } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCalendars } from '../../features/calendars/calendar-queries.ts'
import { deadlineReportQuery, reportKeys } from '../../features/reports/report-queries.ts'
import { localDay } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { problemText } from '../../problem-text.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { useMediaQuery } from '../../ui/use-media-query.ts'
import { DashboardCards } from './dashboard-cards.tsx'
import styles from './dashboard-page.module.css'
import { type DashboardSearch, parseDashboardSearch } from './dashboard-search.ts'
import { DashboardSkeleton } from './dashboard-skeleton.tsx'
import {
  ExportMenu,
  MailboxChoice,
  PeriodChoice,
  TeamChoice,
  WarningsLink,
} from './dashboard-tools.tsx'
import { ManagersOnly } from './managers-only.tsx'
import { questionOf } from './report-question.ts'
import { useFollowMail } from '../use-follow-mail.ts'
import { workingHours } from './working-hours.ts'

const route = getRouteApi('/shell/deadlines')

export function DashboardPage() {
  return (
    <ManagersOnly>
      <Dashboard />
    </ManagersOnly>
  )
}

/** How the deadlines of the organisation stand: for those who watch over its mail. */
function Dashboard() {
  const { t } = useLingui()
  const search = parseDashboardSearch(route.useSearch())
  const navigate = route.useNavigate()
  const today = localDay(useNow())
  const isPhone = useMediaQuery('(max-width: 599px)')
  const question = questionOf(search, today)
  const {
    data: report,
    error,
    isPlaceholderData,
    refetch,
  } = useQuery(deadlineReportQuery(question))
  const change = (next: Partial<DashboardSearch>) =>
    void navigate({ search: usual({ ...search, ...next }), replace: true })
  useFollowMail(reportKeys.all)
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <PageHeading title={t`Deadlines`} className={styles.title} />
        {isPhone ? (
          <TeamChoice search={search} onChange={change} />
        ) : (
          <Tools search={search} question={question} onChange={change} />
        )}
      </header>
      <div className={styles.body} aria-busy={isPlaceholderData || undefined}>
        {report ? (
          <DashboardCards
            report={report}
            search={search}
            question={question}
            today={today}
            isPhone={isPhone}
            tools={<PhoneTools search={search} question={question} onChange={change} />}
            onChange={change}
          />
        ) : error ? (
          <ErrorState error={error} detail={problemText(error)} onRetry={() => void refetch()} />
        ) : (
          <DashboardSkeleton />
        )}
      </div>
    </div>
  )
}

type ToolsProps = {
  search: DashboardSearch
  question: DeadlineReportQuery
  onChange: (change: Partial<DashboardSearch>) => void
}

function Tools({ search, question, onChange }: ToolsProps) {
  const calendar = useCalendars().find(({ isDefault }) => isDefault)
  return (
    <>
      <PeriodChoice search={search} onChange={onChange} />
      <TeamChoice search={search} onChange={onChange} />
      <MailboxChoice search={search} onChange={onChange} />
      <span className={styles.end}>
        {calendar && <span className={styles.hours}>{workingHours(calendar)}</span>}
        <WarningsLink />
        <ExportMenu query={question} />
      </span>
    </>
  )
}

/** What there is no room for in the head of a phone. */
function PhoneTools({ search, question, onChange }: ToolsProps) {
  return (
    <div className={styles.tools}>
      <PeriodChoice search={search} onChange={onChange} />
      <MailboxChoice search={search} onChange={onChange} />
      <ExportMenu query={question} />
    </div>
  )
}

/** Without what is as usual, so that the URL stays short. */
function usual(search: DashboardSearch): DashboardSearch {
  const { period, by, team, mailbox, open, later } = search
  return {
    ...(period && period !== 'month' && { period }),
    ...(by && by !== 'team' && { by }),
    ...(team && { team }),
    ...(mailbox && { mailbox }),
    ...(open && { open }),
    ...(later && { later }),
  }
}
