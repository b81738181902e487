import type { DeadlineReport, DeadlineReportQuery } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { announce } from '../../announcer.tsx'
import { forecastQuery } from '../../features/reports/report-queries.ts'
import { useSession } from '../../features/session/session-queries.ts'
import { useTeams } from '../../features/teams/team-queries.ts'
import { useShortcuts } from '../../keyboard/shortcuts.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { CalmWaterPicture } from '../../ui/pictures.tsx'
import { popUndo } from '../triage/undo-stack.ts'
import { BacklogCard } from './backlog-card.tsx'
import { BreakdownCard } from './breakdown-card.tsx'
import styles from './dashboard-page.module.css'
import type { DashboardSearch } from './dashboard-search.ts'
import { ForecastLine } from './forecast-line.tsx'
import { KeptLine } from './kept-line.tsx'
import { LevelStrip } from './level-strip.tsx'
import { MedianCards } from './median-cards.tsx'
import { NextCard } from './next-card.tsx'
import { OverflowNotices } from './overflow-notices.tsx'
import { selectionOf } from './report-question.ts'
import { SpreadDialog } from './spread-dialog.tsx'
import { useSpread } from './use-spread.ts'
import { WeekAheadCard } from './week-ahead-card.tsx'
import { WeeksCard } from './weeks-card.tsx'

type DashboardCardsProps = {
  report: DeadlineReport
  search: DashboardSearch
  question: DeadlineReportQuery
  today: string
  isPhone: boolean
  /** What a phone shows before the figures that look back. */
  tools: ReactNode
  onChange: (change: Partial<DashboardSearch>) => void
}

export function DashboardCards(props: DashboardCardsProps) {
  const { report, search, question, isPhone, tools, onChange } = props
  const period = search.period ?? 'month'
  const ahead = <Ahead {...props} />
  return (
    <div className={styles.cards}>
      <LevelStrip report={report} aside={<KeptLine report={report} period={period} />} />
      {isNothing(report) ? (
        <Nothing />
      ) : (
        <div className={styles.columns}>
          {isPhone && ahead}
          <div className={styles.main}>
            {isPhone && tools}
            <BreakdownCard
              report={report}
              query={question}
              by={report.groupBy}
              openId={search.open}
              onBy={(by) => onChange({ by, open: undefined })}
              onOpen={(open) => onChange({ open })}
            />
            <MedianCards report={report} />
            <BacklogCard report={report} period={period} />
          </div>
          {!isPhone && ahead}
        </div>
      )}
    </div>
  )
}

/** What comes: the days, whether they overflow, and what is due next. */
function Ahead({ report, search, today, isPhone, onChange }: DashboardCardsProps) {
  const { t } = useLingui()
  const { user } = useSession()
  const teamIds = useTeams()
    .filter(({ memberIds }) => memberIds.includes(user.id))
    .map(({ id }) => id)
  const spread = useSpread({ id: user.id, teamIds })
  const [spreading, setSpreading] = useState<string | null>(null)
  const selection = selectionOf(search)
  const forecast = useQuery(forecastQuery(selection)).data
  useShortcuts({
    z: () => {
      const takeBack = popUndo()
      if (takeBack) void takeBack()
      else announce(t`There is nothing to undo`)
    },
  })
  const notes = (
    <>
      <OverflowNotices days={report.days} today={today} onSpread={setSpreading} />
      {forecast && <ForecastLine forecast={forecast} />}
    </>
  )
  return (
    <div className={styles.ahead}>
      {isPhone ? (
        <WeekAheadCard days={report.days} today={today}>
          {notes}
        </WeekAheadCard>
      ) : (
        <WeeksCard
          days={report.days}
          today={today}
          later={search.later ?? 0}
          onLater={(later) => onChange({ later })}
        >
          {notes}
        </WeeksCard>
      )}
      <NextCard report={report} />
      {spreading !== null && (
        <SpreadDialog
          question={{ ...selection, date: spreading }}
          busy={spread.isBusy}
          onApply={(moves) => void spread.apply(moves).then(() => setSpreading(null))}
          onClose={() => setSpreading(null)}
        />
      )}
    </div>
  )
}

function Nothing() {
  const { t } = useLingui()
  return (
    <EmptyState picture={<CalmWaterPicture />} title={t`No open mail`}>
      {t`As mail arrives and is answered, this page shows how it stands.`}
    </EmptyState>
  )
}

/** Neither open mail nor any that was handled lately. */
function isNothing({ open, volume, rows }: DeadlineReport): boolean {
  return open.n === 0 && volume.received.n === 0 && volume.closed.n === 0 && rows.length === 0
}
