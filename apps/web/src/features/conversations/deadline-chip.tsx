import { useNow } from '../../formatting/use-now.ts'
import { classNames } from '../../ui/class-names.ts'
import { LevelIcon } from '../../ui/level-icon.tsx'
import styles from './deadline-chip.module.css'
import { type Due, shownDeadline } from './deadline-text.ts'

/** How far a deadline has come, or nothing where there is none; the whole date is in its title. */
export function DeadlineChip({ due, size = 'small' }: { due: Due; size?: 'small' | 'large' }) {
  const shown = shownDeadline(due, useNow())
  if (!shown) return null
  return (
    <span
      className={classNames(styles.chip, styles[shown.level], styles[size])}
      title={shown.title}
    >
      <LevelIcon level={shown.level} share={shown.share} />
      <span>{shown.label}</span>
    </span>
  )
}
