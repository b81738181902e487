import { areaPath, axisOf, linePath, type Point } from './axis.ts'
import { classNames } from './class-names.ts'
import styles from './line-chart.module.css'

export type ChartValue = { label: string; value: number | null }

type LineChartProps = {
  /** Says in words what is drawn. */
  label: string
  values: readonly ChartValue[]
  /** What should not be passed. */
  target?: { value: number; label: string } | undefined
  tone: 'river' | 'reed'
  /** Writes a mark of the axis. */
  mark: (value: number) => string
}

const width = 340
const left = 34
const right = 326
const top = 14
const bottom = 112

/** How a number went over time, against its target. A table of the same numbers has to stand beside it. */
export function LineChart({ label, values, target, tone, mark }: LineChartProps) {
  const axis = axisOf(Math.max(1, target?.value ?? 0, ...values.map(({ value }) => value ?? 0)))
  const points = values.map(({ value }, index): Point | null =>
    value === null ? null : { x: across(index, values.length), y: up(value, axis[2]) },
  )
  const last = points.findLast((point) => point !== null)
  const every = Math.ceil(values.length / 7)
  return (
    <svg
      className={classNames(styles.chart, styles[tone])}
      viewBox={`0 0 ${width} 132`}
      role="img"
      aria-label={label}
    >
      <path className={styles.area} d={areaPath(points, bottom)} />
      {axis.map((value) => (
        <g key={value}>
          <path className={styles.grid} d={`M${left} ${up(value, axis[2])}H${right}`} />
          <text x={left - 6} y={up(value, axis[2]) + 3.5} textAnchor="end">
            {mark(value)}
          </text>
        </g>
      ))}
      {target && (
        <>
          <path className={styles.target} d={`M${left} ${up(target.value, axis[2])}H${right}`} />
          <text x={right} y={up(target.value, axis[2]) - 4} textAnchor="end">
            {target.label}
          </text>
        </>
      )}
      <path className={styles.line} d={linePath(points)} />
      {last && <circle className={styles.last} cx={last.x} cy={last.y} r="4" />}
      {values.map(({ label: name }, index) =>
        (values.length - 1 - index) % every === 0 ? (
          <text key={name} x={across(index, values.length)} y="127" textAnchor="middle">
            {name}
          </text>
        ) : null,
      )}
    </svg>
  )
}

function across(index: number, count: number): number {
  return count < 2 ? right : left + (index / (count - 1)) * (right - 2 - left)
}

function up(value: number, most: number): number {
  return bottom - (value / most) * (bottom - top)
}
