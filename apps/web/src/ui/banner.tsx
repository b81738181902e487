import type { ReactNode } from 'react'
import styles from './banner.module.css'
import { classNames } from './class-names.ts'

type BannerProps = {
  tone: 'info' | 'warn' | 'danger' | 'neutral'
  icon?: ReactNode
  action?: ReactNode
  children: ReactNode
}

export function Banner({ tone, icon, action, children }: BannerProps) {
  return (
    <div className={classNames(styles.banner, styles[tone])}>
      {icon}
      <div className={styles.text}>{children}</div>
      {action}
    </div>
  )
}
