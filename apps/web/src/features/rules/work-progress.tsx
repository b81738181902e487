import { useLingui } from '@lingui/react/macro'
import { percent, wholeNumber } from '../../formatting/numbers.ts'
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import styles from './dry-run.module.css'

type WorkProgressProps = {
  label: string
  /** undefined: it has only been begun. */
  work: { examined: number; total: number | null } | undefined
  onCancel?: (() => void) | undefined
}

/** How far long work has come, and a way to stop it. */
export function WorkProgress({ label, work, onCancel }: WorkProgressProps) {
  const { t } = useLingui()
  const share = work && work.total ? work.examined / work.total : null
  const done = wholeNumber(work?.examined ?? 0)
  const total = wholeNumber(work?.total ?? 0)
  return (
    <div className={styles.progress}>
      <Progress label={label} value={share === null ? null : Math.round(share * 100)} />
      <div className={styles.row}>
        <span className={styles.muted}>
          {share === null ? t`Counting…` : t`${done} of ${total} (${percent(share)})`}
        </span>
        {onCancel && (
          <Button size="small" variant="ghost" onClick={onCancel}>
            {t`Stop`}
          </Button>
        )}
      </div>
    </div>
  )
}
