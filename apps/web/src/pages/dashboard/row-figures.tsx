import type { DeadlineReport, ReportRow } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { TrendingUp } from 'lucide-react'
import { oneDecimal, wholeNumber } from '../../formatting/numbers.ts'
import { LevelBar } from '../../ui/level-bar.tsx'
import styles from './breakdown.module.css'
import { FigureLink } from './figure-link.tsx'
import { atRisk, countsOf, levelsText } from './levels.ts'
import { workingLength } from './working-length.ts'

type RowFiguresProps = {
  row: ReportRow
  name: string
  report: Pick<DeadlineReport, 'calendar' | 'firstReply' | 'resolution'>
  /** Pixels. */
  barWidth: number
}

/** The figures of one line of the table, each a way to its mail. */
export function RowFigures({ row, name, report, barWidth }: RowFiguresProps) {
  const { t } = useLingui()
  const { levels, open, firstReply, resolution } = row
  const { dayMinutes } = report.calendar
  const risk = atRisk(levels)
  const capacity = row.capacity ?? 0 // of nobody, or nothing was closed yet
  return (
    <>
      <td className={styles.level}>
        <LevelBar
          values={countsOf(levels)}
          width={Math.max(24, barWidth)}
          label={levelsText(levels)}
        />
      </td>
      <td>
        <FigureLink
          figure={levels.overdue}
          label={t`${name}, overdue: ${wholeNumber(levels.overdue.n)}`}
          className={levels.overdue.n > 0 ? styles.danger : styles.zero}
        />
      </td>
      <td>
        <FigureLink
          figure={risk}
          label={t`${name}, at risk: ${wholeNumber(risk.n)}`}
          title={t`due today or near their deadline`}
          className={risk.n > 0 ? styles.warn : styles.zero}
        />
      </td>
      <td className={styles.time}>
        <Length
          times={firstReply}
          target={report.firstReply.target}
          dayMinutes={dayMinutes}
          label={t`${name}, first reply`}
        />
      </td>
      <td className={styles.time}>
        <Length
          times={resolution}
          target={report.resolution.target}
          dayMinutes={dayMinutes}
          label={t`${name}, closing`}
        />
      </td>
      <td>
        <span className={styles.load}>
          {capacity > 0 && <LoadMeter open={open.n} capacity={capacity} />}
          <FigureLink figure={open} label={t`${name}, open: ${wholeNumber(open.n)}`} />
          {capacity > 0 && (
            <span className={styles.capacity}>
              /{capacity < 10 ? oneDecimal(capacity) : wholeNumber(Math.round(capacity))}
            </span>
          )}
        </span>
      </td>
    </>
  )
}

type LengthProps = {
  times: ReportRow['firstReply']
  target: number | null
  dayMinutes: number
  /** Of what, and whose. */
  label: string
}

/** A median that leads to the mail it is of, marked where it is above the target. */
function Length({ times, target, dayMinutes, label }: LengthProps) {
  const { t } = useLingui()
  const { median, p90, conversations } = times
  if (median === null) return <span className={styles.zero}>–</span>
  const length = workingLength(median, dayMinutes)
  const most = p90 === null ? '' : t`9 in 10 within ${workingLength(p90, dayMinutes)}`
  const isAbove = target !== null && median > target
  const aim = isAbove ? t`target ${workingLength(target, dayMinutes)}` : ''
  const says = [`${label}: ${length}`, most, aim].filter(Boolean).join(', ')
  return (
    <FigureLink figure={conversations} label={says} title={[most, aim].filter(Boolean).join(', ')}>
      {length} {isAbove && <TrendingUp className={styles.danger} />}
    </FigureLink>
  )
}

/** How full the next two weeks of a person are. */
function LoadMeter({ open, capacity }: { open: number; capacity: number }) {
  const { t } = useLingui()
  const share = Math.min(1, open / capacity)
  const usual = oneDecimal(capacity)
  return (
    <span
      className={styles.meter}
      role="img"
      aria-label={t`closes ${usual} in ten working days at the usual pace`}
      title={t`closes ${usual} in ten working days at the usual pace`}
    >
      <i style={{ width: `${share * 100}%` }} data-full={share >= 0.85 || undefined} />
    </span>
  )
}
