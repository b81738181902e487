import { Progress as Base } from '@base-ui/react/progress'
import { classNames } from './class-names.ts'
import styles from './progress.module.css'

type ProgressProps = {
  label: string
  /** 0–100, or null when the end is not known. */
  value: number | null
  size?: 'small' | 'medium' | 'large'
  tone?: 'accent' | 'ok'
  /** What screen readers hear instead of the bare percentage. */
  text?: string
}

export function Progress({ label, value, size = 'small', tone = 'accent', text }: ProgressProps) {
  return (
    <Base.Root
      value={value}
      aria-label={label}
      {...(text !== undefined && { getAriaValueText: () => text })}
    >
      <Base.Track className={classNames(styles.track, styles[size])}>
        {/* with the first value the bar begins anew: it would shrink from its passing width */}
        <Base.Indicator
          key={value === null ? 'passing' : 'growing'}
          className={classNames(styles.bar, styles[tone])}
        />
      </Base.Track>
    </Base.Root>
  )
}
