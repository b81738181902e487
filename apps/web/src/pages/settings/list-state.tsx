import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { problemText } from '../../problem-text.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './list-state.module.css'

type ListStateProps<T> = {
  query: UseQueryResult<T[]>
  /** Shown when there is nothing in the list. */
  empty: ReactNode
  children: (items: T[]) => ReactNode
}

/** A list as it is: not there yet, not to be had, empty, or full. Old items stay while new ones are fetched. */
export function ListState<T>({ query, empty, children }: ListStateProps<T>) {
  if (query.data) return query.data.length === 0 ? empty : children(query.data)
  if (query.error) {
    return (
      <ErrorState
        error={query.error}
        detail={problemText(query.error)}
        onRetry={() => void query.refetch()}
      />
    )
  }
  return (
    <div className={styles.pending} aria-busy="true">
      {[220, 180, 240].map((width) => (
        <div key={width} className={styles.row}>
          <Skeleton width={`${width}px`} height={12} />
          <Skeleton width="90px" height={12} />
        </div>
      ))}
    </div>
  )
}
