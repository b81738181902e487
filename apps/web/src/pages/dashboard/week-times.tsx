import type { WorkingTimes } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { oneDecimal } from '../../formatting/numbers.ts'
import { LineChart } from '../../ui/line-chart.tsx'
import { FigureLink } from './figure-link.tsx'
import styles from './median-card.module.css'
import { workingLength } from './working-length.ts'

/** How long it took in one week. */
export type WeekTimes = WorkingTimes & { from: string; label: string }

type WeeksProps = { title: string; weeks: readonly WeekTimes[]; dayMinutes: number }

type WeekChartProps = WeeksProps & {
  tone: 'river' | 'reed'
  target: number | null
  /** In working days rather than hours. */
  inDays: boolean
}

export function WeekChart(props: WeekChartProps) {
  const { title, tone, weeks, target, inDays, dayMinutes } = props
  const { t } = useLingui()
  const known = weeks.flatMap(({ median }) => (median === null ? [] : [median]))
  const [first] = known
  const last = known.at(-1)
  if (first === undefined || last === undefined) {
    return <p className={styles.nothing}>{t`Nothing ended in these weeks yet.`}</p>
  }
  const from = workingLength(first, dayMinutes)
  const to = workingLength(last, dayMinutes)
  const unit = inDays ? dayMinutes : 60
  return (
    <LineChart
      label={t`${title}: from ${from} to ${to} in twelve weeks`}
      tone={tone}
      values={weeks.map(({ label, median }) => ({
        label,
        value: median === null ? null : median / unit,
      }))}
      target={
        target === null
          ? undefined
          : { value: target / unit, label: t`target ${workingLength(target, dayMinutes)}` }
      }
      mark={(value) => {
        const number = oneDecimal(value)
        return inDays ? t`${number} d` : t`${number} h`
      }}
    />
  )
}

export function WeekTable({ title, weeks, dayMinutes }: WeeksProps) {
  const { t } = useLingui()
  const write = (minutes: number | null) =>
    minutes === null ? '–' : workingLength(minutes, dayMinutes)
  return (
    <div className={styles.table}>
      <table>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t`Week`}</th>
            <th scope="col">{t`Median`}</th>
            <th scope="col">{t`9 in 10`}</th>
            <th scope="col">{t`Mails`}</th>
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.from}>
              <th scope="row">{week.label}</th>
              <td>{write(week.median)}</td>
              <td>{write(week.p90)}</td>
              <td>
                <FigureLink
                  figure={week.conversations}
                  label={t`${title}, ${week.label}: ${week.conversations.n}`}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
