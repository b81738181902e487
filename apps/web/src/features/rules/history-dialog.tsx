import type { ListedApplication } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { ApplicationList } from './application-list.tsx'
import { RunList } from './run-list.tsx'
import { VersionList } from './version-list.tsx'
import styles from './work-dialog.module.css'

type HistoryDialogProps = {
  ruleId: string
  name: string
  onRestored: () => void
  onRollBack: () => void
  onOpenWork: (application: ListedApplication) => void
  onClose: () => void
}

/** What a rule was and did: its versions, when it was applied to mail that was there, and its runs. */
export function HistoryDialog(props: HistoryDialogProps) {
  const { ruleId, name, onRestored, onRollBack, onOpenWork, onClose } = props
  const { t } = useLingui()
  const [part, setPart] = useState<'versions' | 'applications' | 'runs'>('versions')
  return (
    <Dialog
      title={t`History of “${name}”`}
      open
      width="wide"
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onClick={onRollBack}>
            <Undo2 /> {t`Take back its effects…`}
          </Button>
          <Button variant="ghost" onClick={onClose}>
            {t`Close`}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <Segmented
          label={t`What to look at`}
          value={part}
          options={[
            { value: 'versions', label: t`Versions` },
            { value: 'runs', label: t`What it did` },
            { value: 'applications', label: t`On existing mail` },
          ]}
          onChange={setPart}
        />
        {part === 'versions' && <VersionList ruleId={ruleId} onRestored={onRestored} />}
        {part === 'runs' && <RunList ruleId={ruleId} />}
        {part === 'applications' && <ApplicationList ruleId={ruleId} onOpen={onOpenWork} />}
      </div>
    </Dialog>
  )
}

/** Where the rules failed altogether, whichever rule it was. */
export function FailuresDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  return (
    <Dialog
      title={t`Where the rules failed`}
      open
      width="wide"
      onOpenChange={(open) => !open && onClose()}
    >
      <div className={styles.body}>
        <RunList ruleId={null} />
      </div>
    </Dialog>
  )
}
