import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

type EmptyStateProps = {
  picture?: ReactNode
  title: string
  actions?: ReactNode
  children?: ReactNode
}

export function EmptyState({ picture, title, actions, children }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      {picture}
      <h2 className={styles.title}>{title}</h2>
      {children !== undefined && <p className={styles.text}>{children}</p>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
