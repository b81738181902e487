import { useLingui } from '@lingui/react/macro'
import { Lock, ShieldAlert } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import type { ComposerMode } from './composer-dock.tsx'
import styles from './suspicion-dock.module.css'

type SuspicionDockProps = { onReport: () => void; onMode: (mode: ComposerMode) => void }

/** What a phone offers below a suspicious mail, where the thumb is: to report it, first of all. */
export function SuspicionDock({ onReport, onMode }: SuspicionDockProps) {
  const { t } = useLingui()
  return (
    <div className={styles.dock} role="toolbar" aria-label={t`Actions on this mail`}>
      <Button variant="danger" size="large" onClick={onReport}>
        <ShieldAlert /> {t`Quarantine and report`}
      </Button>
      <Button size="large" onClick={() => onMode('note')}>
        <Lock /> {t`Internal note`}
      </Button>
    </div>
  )
}
