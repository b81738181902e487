import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './list-skeleton.module.css'

const widths = ['44%', '58%', '36%', '50%', '41%', '62%']

/** Rows to come, in their geometry. */
export function ListSkeleton() {
  return (
    <div aria-busy="true">
      {widths.map((width, index) => (
        <div key={width} className={styles.row} style={{ opacity: 1 - index * 0.15 }}>
          <div className={styles.line}>
            <Skeleton width={width} height={11} />
            <Skeleton width="34px" height={9} />
          </div>
          <div className={styles.line}>
            <Skeleton width="78%" height={10} />
          </div>
          <div className={styles.line}>
            <Skeleton width="68px" height={9} />
            <Skeleton width="72px" height={16} round />
          </div>
        </div>
      ))}
    </div>
  )
}
