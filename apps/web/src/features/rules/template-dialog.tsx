import { useLingui } from '@lingui/react/macro'
import type { RuleDraft } from '@levee/domain'
import { useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { emptyRule, ruleTemplates } from './rule-templates.ts'
import styles from './work-dialog.module.css'

type TemplateDialogProps = { onChoose: (draft: RuleDraft) => void; onClose: () => void }

/** What a new rule begins with: nothing, or what is asked for most. */
export function TemplateDialog({ onChoose, onClose }: TemplateDialogProps) {
  const { t } = useLingui()
  const first = useRef<HTMLButtonElement>(null)
  return (
    <Dialog
      title={t`New rule`}
      open
      onOpenChange={(open) => !open && onClose()}
      initialFocus={first}
    >
      <ul className={styles.items}>
        <li>
          <Button ref={first} variant="primary" onClick={() => onChoose(emptyRule())}>
            {t`Start from nothing`}
          </Button>
        </li>
        {ruleTemplates().map(({ key, name, text, draft }) => (
          <li key={key} className={styles.item}>
            <div className={styles.row}>
              <b>{name}</b>
              <Button
                size="small"
                className={styles.end}
                aria-label={t`Start with “${name}”`}
                onClick={() => onChoose(draft)}
              >
                {t`Start`}
              </Button>
            </div>
            <span className={styles.muted}>{text}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
