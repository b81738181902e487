import { LoaderCircle } from 'lucide-react'
import styles from './spinner.module.css'

/** Stands inside the control that waits; decorative: the control says `aria-busy`. */
export function Spinner() {
  return <LoaderCircle className={styles.spinner} aria-hidden="true" />
}
