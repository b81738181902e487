import { useLingui } from '@lingui/react/macro'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './dashboard-page.module.css'
import skeleton from './dashboard-skeleton.module.css'

/** The cards of the dashboard while their figures are counted. */
export function DashboardSkeleton() {
  const { t } = useLingui()
  return (
    <div className={styles.cards} aria-busy="true">
      <p className="visually-hidden" role="status">{t`Counting…`}</p>
      <Card height={124} lines={['120px', '100%', '420px']} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <Card height={330} lines={['180px', '100%', '90%', '100%', '80%', '92%']} />
          <Card height={210} lines={['140px', '60px', '100%']} />
        </div>
        <Card height={540} lines={['160px', '100%', '100%', '100%', '220px', '90%']} />
      </div>
    </div>
  )
}

function Card({ height, lines }: { height: number; lines: string[] }) {
  return (
    <div className={skeleton.card} style={{ minHeight: height }}>
      {lines.map((width, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- they never change places
        <Skeleton key={index} width={width} height={14} />
      ))}
    </div>
  )
}
