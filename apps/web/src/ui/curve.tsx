import { classNames } from './class-names.ts'
import styles from './curve.module.css'

type CurveProps = {
  /** Heights, from left to right. */
  values: readonly number[]
  /** What they are compared with; a dashed line. */
  compared?: readonly number[]
  tall?: boolean
}

const width = 100
const height = 40

/** How a number went, as a line over its area. It says nothing to who does not see it: a text has to stand beside. */
export function Curve({ values, compared, tall = false }: CurveProps) {
  const most = Math.max(1, ...values, ...(compared ?? []))
  const line = pointsOf(values, most)
  return (
    <svg
      className={classNames(styles.curve, tall && styles.tall)}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <polygon className={styles.area} points={`0,${height} ${line} ${width},${height}`} />
      {compared && <polyline className={styles.compared} points={pointsOf(compared, most)} />}
      <polyline className={styles.line} points={line} />
    </svg>
  )
}

function pointsOf(values: readonly number[], most: number): string {
  const step = width / Math.max(1, values.length - 1)
  return values
    .map((value, place) => {
      const y = height - 1 - (value / most) * (height - 2)
      return `${(place * step).toFixed(2)},${y.toFixed(2)}`
    })
    .join(' ')
}
