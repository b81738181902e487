import type { DeadlineLevels } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { wholeNumber } from '../../formatting/numbers.ts'
import styles from './breakdown.module.css'
import { FigureLink } from './figure-link.tsx'

/** What is due today or soon: two figures, since each has a list of its own. */
export function RiskFigure({ levels, name }: { levels: DeadlineLevels; name: string }) {
  const { t } = useLingui()
  const { dueToday, dueSoon } = levels
  return (
    <span className={styles.risk}>
      {dueToday.n > 0 && (
        <FigureLink
          figure={dueToday}
          label={t`${name}, due today: ${wholeNumber(dueToday.n)}`}
          title={t`due today`}
          className={styles.warn}
        />
      )}
      {dueToday.n > 0 && '+'}
      <FigureLink
        figure={dueSoon}
        label={t`${name}, at risk: ${wholeNumber(dueSoon.n)}`}
        title={t`near their deadline`}
        className={dueSoon.n > 0 ? styles.warn : styles.zero}
      />
    </span>
  )
}
