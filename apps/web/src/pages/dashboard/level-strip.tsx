import type { DeadlineReport } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { signed, wholeNumber } from '../../formatting/numbers.ts'
import { classNames } from '../../ui/class-names.ts'
import { type BarPart, barParts, partClass } from '../../ui/level-bar.tsx'
import { type Level, LevelIcon } from '../../ui/level-icon.tsx'
import { FigureLink } from './figure-link.tsx'
import { levelNames } from './level-names.ts'
import styles from './level-strip.module.css'
import { figureOf } from './levels.ts'

type LevelStripProps = {
  report: Pick<DeadlineReport, 'open' | 'levels' | 'overdueWeekAgo'>
  /** How it went lately. */
  aside: ReactNode
}

/** The level of the organisation: all open mail in one bar, each part a way to its mail. */
export function LevelStrip({ report, aside }: LevelStripProps) {
  const { open, levels, overdueWeekAgo } = report
  const { t, i18n } = useLingui()
  const parts = barParts.filter((part) => figureOf(levels, part).n > 0)
  const named = barParts.filter((part) => part !== 'none' || levels.none.n > 0)
  return (
    <section className={styles.strip} aria-label={t`Level of the open mail`}>
      <div className={styles.head}>
        <FigureLink figure={open} className={styles.total}>
          <b>{wholeNumber(open.n)}</b> {plural(open.n, { one: 'open mail', other: 'open mails' })}
        </FigureLink>
        <div className={styles.aside}>{aside}</div>
      </div>
      <div className={styles.bar} aria-hidden="true">
        {parts.map((part) => (
          <FigureLink
            key={part}
            figure={figureOf(levels, part)}
            className={classNames(styles.part, partClass(part))}
            style={{ flexGrow: figureOf(levels, part).n }}
            title={i18n._(levelNames[part].name)}
            isExtra
          />
        ))}
      </div>
      <ul className={styles.legend}>
        {named.map((part) => (
          <li key={part} data-part-of-level={part}>
            <FigureLink figure={figureOf(levels, part)}>
              <LevelIcon {...icons[part]} />
              <b>{wholeNumber(figureOf(levels, part).n)}</b> {i18n._(levelNames[part].name)}
            </FigureLink>
            {part === 'over' && <WeekChange by={levels.overdue.n - overdueWeekAgo} />}
            {levelNames[part].hint && levels.none.n === 0 && (
              <span>{i18n._(levelNames[part].hint)}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function WeekChange({ by }: { by: number }) {
  const { t } = useLingui()
  if (by === 0) return null
  const change = signed(by)
  return <span>{t`${change} in a week`}</span>
}

const icons: Record<BarPart, { level: Level; share?: number }> = {
  over: { level: 'over' },
  today: { level: 'today', share: 0.82 },
  soon: { level: 'soon', share: 0.6 },
  ok: { level: 'ok', share: 0.28 },
  pause: { level: 'pause' },
  none: { level: 'none' },
}
