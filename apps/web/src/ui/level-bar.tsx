import { classNames } from './class-names.ts'
import styles from './level-bar.module.css'

/** The parts of a level bar, from the most pressing on. */
export const barParts = ['over', 'today', 'soon', 'ok', 'pause', 'none'] as const

export type BarPart = (typeof barParts)[number]

type LevelBarProps = {
  /** How much there is of each part; what is 0 is not drawn. */
  values: Readonly<Record<BarPart, number>>
  /** How long the bar is, in pixels. */
  width: number
  /** Says the parts in words. */
  label: string
}

/** A thin bar of the parts of a whole, each with a colour and, where it matters most, a hatching of its own. */
export function LevelBar({ values, width, label }: LevelBarProps) {
  return (
    <span className={styles.bar} style={{ width }} role="img" aria-label={label}>
      {barParts
        .filter((part) => values[part] > 0)
        .map((part) => (
          <i key={part} className={partClass(part)} style={{ flexGrow: values[part] }} />
        ))}
    </span>
  )
}

/** How a part looks, whatever shape it has. */
export function partClass(part: BarPart): string {
  return classNames(styles[part], (part === 'over' || part === 'pause') && styles.hatched)
}
