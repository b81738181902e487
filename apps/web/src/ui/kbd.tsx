import type { ReactNode } from 'react'
import styles from './kbd.module.css'

/** One key of the keyboard; hidden from screen readers, which hear `aria-keyshortcuts` instead. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className={styles.kbd} aria-hidden="true">
      {children}
    </kbd>
  )
}
