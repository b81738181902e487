import { useLingui } from '@lingui/react/macro'
import { longDay } from '../../formatting/dates.ts'
import { wholeNumber } from '../../formatting/numbers.ts'
import { useNow } from '../../formatting/use-now.ts'
import { classNames } from '../../ui/class-names.ts'
import { type Level, LevelIcon } from '../../ui/level-icon.tsx'
import styles from './group-head.module.css'
import type { GroupKey } from './list-items.ts'

const levels: Record<GroupKey, { level: Level; share: number }> = {
  over: { level: 'over', share: 1 },
  past: { level: 'pause', share: 0 },
  today: { level: 'today', share: 0.82 },
  week: { level: 'soon', share: 0.55 },
  later: { level: 'ok', share: 0.28 },
  none: { level: 'none', share: 0 },
}

type GroupHeadProps = { group: GroupKey; count: number | null; isFirst: boolean }

/** The head of a group of deadlines. */
export function GroupHead({ group, count, isFirst }: GroupHeadProps) {
  const { t } = useLingui()
  const now = useNow()
  const names: Record<GroupKey, string> = {
    over: t`Overdue`,
    past: t`Paused`,
    today: t`Today`,
    week: t`This week`,
    later: t`Later`,
    none: t`No deadline`,
  }
  return (
    <div role="row" className={classNames(styles.head, styles[group])}>
      <div role="gridcell" className={styles.cell}>
        <LevelIcon {...levels[group]} />
        {names[group]}
        {count !== null && <span className={styles.count}>{wholeNumber(count)}</span>}
        {group === 'today' ? (
          <span className={styles.aside}>{longDay(now)}</span>
        ) : (
          isFirst && <span className={styles.aside}>{t`Sorted by deadline`}</span>
        )}
      </div>
    </div>
  )
}
