import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import styles from './save-bar.module.css'

type SaveBarProps = {
  isChanged: boolean
  /** What has to be mended first; undefined when nothing. */
  problem: string | undefined
  onSave: () => void
  onDiscard: () => void
  children?: ReactNode
}

/** Stays at the foot of a long page of settings: what is entered is kept only from here. */
export function SaveBar({ isChanged, problem, onSave, onDiscard, children }: SaveBarProps) {
  const { t } = useLingui()
  if (!isChanged) return children ? <div className={styles.bar}>{children}</div> : null
  return (
    <div className={styles.bar}>
      <Button variant="primary" disabled={problem !== undefined} onClick={onSave}>
        {t`Save…`}
      </Button>
      <Button variant="ghost" onClick={onDiscard}>
        {t`Discard`}
      </Button>
      <span className={problem === undefined ? styles.note : styles.problem} role="status">
        {problem ?? t`Before it is saved you see which deadlines would move.`}
      </span>
      {children}
    </div>
  )
}
