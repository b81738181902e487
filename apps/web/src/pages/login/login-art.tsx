import { useLingui } from '@lingui/react/macro'
import { classNames } from '../../ui/class-names.ts'
import styles from './login-art.module.css'

/** Envelopes on the water: the one place where the product's metaphor is a picture. */
export function LoginArt() {
  const { t } = useLingui()
  return (
    <aside className={styles.art}>
      <svg viewBox="0 0 760 900" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
        <path className={styles.far} d={water(640, 26, 260)} />
        <path className={styles.middle} d={water(690, 24, 210)} />
        <path className={styles.near} d={water(748, 22, 152)} />
        <path className={styles.deep} d={water(812, 20, 88)} />
        <Envelope className={styles.letter} place="translate(150 560) rotate(-8) scale(1.15)" />
        <Envelope className={styles.old} place="translate(330 600) rotate(5) scale(0.9)" />
        <Envelope className={styles.letter} place="translate(500 548) rotate(-3) scale(1.3)" />
        <Envelope className={styles.old} place="translate(650 606) rotate(9) scale(0.82)" />
        <path className={styles.foam} d={`M0 660${swell(24)}`} />
      </svg>
      <div className={styles.text}>
        <p className={styles.promise}>{t`The mail rises, the level stays under control.`}</p>
        <p className={styles.detail}>{t`Every mail has a number, an owner and a deadline.`}</p>
      </div>
    </aside>
  )
}

function Envelope({ className, place }: { className: string | undefined; place: string }) {
  return (
    <g transform={place} className={classNames(styles.envelope, className)}>
      <rect x="-52" y="-35" width="104" height="70" rx="9" />
      <path d="M-48 -29l40 28a14 14 0 0 0 16 0l40-28" />
    </g>
  )
}

/** A body of water whose surface begins at `y`, `height` deep. */
function water(y: number, amplitude: number, height: number): string {
  return `M0 ${y}${swell(amplitude)}v${height}H0z`
}

function swell(amplitude: number): string {
  return `c60-${amplitude} 120-${amplitude} 190 0s120 ${amplitude} 190 0 130-${amplitude} 190 0 120 ${amplitude} 190 0`
}
