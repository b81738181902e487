import type { DeadlineReport, ReportPeriod } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { wholeNumber } from '../../formatting/numbers.ts'
import styles from './backlog-card.module.css'
import { FigureLink } from './figure-link.tsx'

type BacklogCardProps = {
  report: Pick<DeadlineReport, 'backlog' | 'volume'>
  period: ReportPeriod
}

/** How old what is open is, and how much came and went in the period. */
export function BacklogCard({ report: { backlog, volume }, period }: BacklogCardProps) {
  const { t } = useLingui()
  const title = t`Age of the open mail`
  const most = Math.max(1, ...backlog.map(({ conversations }) => conversations.n))
  const spans: Record<ReportPeriod, string> = {
    week: t`this week`,
    month: t`this month`,
    quarter: t`this quarter`,
  }
  return (
    <section className={styles.card} aria-label={title}>
      <header className={styles.head}>
        <h2>{title}</h2>
        <p>
          <span>{spans[period]}</span>
          <FigureLink figure={volume.received}>
            {t({ message: 'received', context: 'mails' })} <b>{wholeNumber(volume.received.n)}</b>
          </FigureLink>
          <FigureLink figure={volume.closed}>
            {t({ message: 'closed', context: 'mails' })} <b>{wholeNumber(volume.closed.n)}</b>
          </FigureLink>
        </p>
      </header>
      <dl className={styles.ages}>
        {backlog.map((age) => (
          <div key={age.fromDays}>
            <dt>
              <AgeText {...age} />
            </dt>
            <dd>
              <span className={styles.track} aria-hidden="true">
                <i style={{ width: `${(age.conversations.n / most) * 100}%` }} />
              </span>
              <FigureLink figure={age.conversations} className={styles.count}>
                {wholeNumber(age.conversations.n)}
              </FigureLink>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function AgeText({ fromDays, toDays }: { fromDays: number; toDays: number | null }) {
  const { t } = useLingui()
  if (toDays === null) return t`${fromDays} days and more`
  if (fromDays === toDays) return plural(toDays, { one: '# day', other: '# days' })
  return t`${fromDays} to ${toDays} days`
}
