import styles from './level-icon.module.css'

export type Level = 'over' | 'today' | 'soon' | 'ok' | 'pause' | 'done' | 'none'

type LevelIconProps = {
  level: Level
  /** How full the vessel is, 0–1; only shown while the delay runs. */
  share?: number
}

const radius = 4.6

/** A vessel that fills as a delay is used up: another shape for each state, so that it reads without colour. */
export function LevelIcon({ level, share = 0.5 }: LevelIconProps) {
  return (
    <svg
      className={styles.level}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      {shapeOf(level, share)}
    </svg>
  )
}

function shapeOf(level: Level, share: number) {
  switch (level) {
    case 'over':
      return (
        <>
          <circle cx="8" cy="8" r="7.25" fill="currentColor" stroke="none" />
          <path
            d="M8 4.2v4.6"
            className={styles.cutStroke}
            strokeWidth="1.9"
            strokeLinecap="round"
          />
          <circle cx="8" cy="11.5" r="1.1" className={styles.cutFill} stroke="none" />
        </>
      )
    case 'pause':
      return (
        <>
          <circle cx="8" cy="8" r="6.4" strokeDasharray="2.6 2.1" />
          <path d="M6.4 5.9v4.2M9.6 5.9v4.2" strokeLinecap="round" />
        </>
      )
    case 'done':
      return (
        <>
          <circle cx="8" cy="8" r="6.6" />
          <path d="M5.2 8.2l2 2 3.7-4.2" strokeLinecap="round" strokeLinejoin="round" />
        </>
      )
    case 'none':
      return <circle cx="8" cy="8" r="6.6" />
    default:
      return (
        <>
          <circle cx="8" cy="8" r="6.6" />
          <path d={waterOf(share)} fill="currentColor" stroke="none" />
        </>
      )
  }
}

/** The segment of the inner circle below the surface. */
function waterOf(share: number): string {
  const shown = Math.min(0.95, Math.max(0.12, share))
  const surface = 8 + radius - shown * 2 * radius
  const half = Math.sqrt(Math.max(0, radius ** 2 - (surface - 8) ** 2))
  const large = shown > 0.5 ? 1 : 0
  const left = (8 - half).toFixed(2)
  const right = (8 + half).toFixed(2)
  const y = surface.toFixed(2)
  return `M${left} ${y}A${radius} ${radius} 0 ${large} 0 ${right} ${y}Z`
}
