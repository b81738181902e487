import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './reader-skeleton.module.css'

/** A mail to come, in its geometry. */
export function ReaderSkeleton() {
  return (
    <div className={styles.skeleton} aria-busy="true">
      <Skeleton width="82%" height={20} />
      <div className={styles.line}>
        <Skeleton width="92px" height={22} />
        <Skeleton width="74px" height={22} />
        <Skeleton width="96px" height={22} />
      </div>
      <Skeleton width="100%" height={56} />
      <div className={styles.line}>
        <Skeleton width="32px" height={32} round />
        <Skeleton width="38%" height={11} />
      </div>
      <Skeleton width="96%" height={10} />
      <Skeleton width="90%" height={10} />
      <Skeleton width="40%" height={10} />
    </div>
  )
}
