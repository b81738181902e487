import { useLingui } from '@lingui/react/macro'
import { Cloud, CloudCheck, CloudOff } from 'lucide-react'
import styles from './draft-status.module.css'
import type { SavingState } from './draft-saver.ts'

type DraftStatusProps = { state: SavingState; isStored: boolean }

/** Whether what is written is safe yet, and where. */
export function DraftStatus({ state, isStored }: DraftStatusProps) {
  const { t } = useLingui()
  if (state === 'failed')
    return (
      <span className={styles.failed} role="status">
        <CloudOff /> {t`Not saved: kept in this browser`}
      </span>
    )
  if (state === 'waiting' || state === 'saving')
    return (
      <span className={styles.status}>
        <Cloud /> {t`Saving…`}
      </span>
    )
  if (state === 'held' || !isStored) return null
  return (
    <span className={styles.status} title={t`Everybody who may see this mail finds the draft`}>
      <CloudCheck /> {t`Draft saved`}
    </span>
  )
}
