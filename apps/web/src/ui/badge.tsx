import type { ReactNode } from 'react'
import styles from './badge.module.css'
import { classNames } from './class-names.ts'

type BadgeProps = {
  tone: 'ok' | 'warn' | 'danger' | 'info' | 'neutral'
  title?: string
  children: ReactNode
}

export function Badge({ tone, title, children }: BadgeProps) {
  return (
    <span className={classNames(styles.badge, styles[tone])} title={title}>
      {children}
    </span>
  )
}
