import { classNames } from './class-names.ts'
import styles from './skeleton.module.css'

type SkeletonProps = { width: string; height: number; round?: boolean }

/** A grey place-holder in the shape of what is coming; appears only after 150 ms. */
export function Skeleton({ width, height, round = false }: SkeletonProps) {
  return (
    <i
      className={classNames(styles.skeleton, round && styles.round)}
      style={{ width, height }}
      aria-hidden="true"
    />
  )
}
