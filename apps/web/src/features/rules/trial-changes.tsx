import type { RuleChange, TrialCounts } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Segmented } from '../../ui/segmented.tsx'
import { ChangeItem } from './change-item.tsx'
import styles from './dry-run.module.css'

type Tab = 'check' | 'changes' | 'taken'

type TrialChangesProps = {
  changes: readonly RuleChange[]
  counts: TrialCounts
  /** Messages that are marked as not meant. */
  wrong?: readonly string[]
  onWrong?: (messageId: string) => void
}

/** The mails that a rule would match: those to look at, those that change, those that another rule took. */
export function TrialChanges({ changes, counts, wrong = [], onWrong }: TrialChangesProps) {
  const { t } = useLingui()
  const [chosen, setChosen] = useState<Tab | null>(null)
  const tab = chosen ?? (counts.toCheck > 0 ? 'check' : 'changes')
  const here = changes.filter((change) => tabsOf(change).includes(tab))
  const shown = [...here.filter((one) => !isSame(one)), ...here.filter(isSame)]
  return (
    <>
      <div className={styles.tabs}>
        <Segmented
          label={t`Which mails`}
          value={tab}
          options={[
            { value: 'check', label: t`To check ${counts.toCheck}` },
            { value: 'changes', label: t`Change ${counts.changed}` },
            { value: 'taken', label: t`Conflicts ${counts.taken}` },
          ]}
          onChange={setChosen}
        />
      </div>
      {shown.length === 0 ? (
        <p className={styles.none}>{t`No mail here.`}</p>
      ) : (
        <ul>
          {shown.map((change) => (
            <ChangeItem
              key={change.messageId}
              change={change}
              isWrong={wrong.includes(change.messageId)}
              onWrong={onWrong && (() => onWrong(change.messageId))}
            />
          ))}
        </ul>
      )}
    </>
  )
}

function tabsOf({ outcome, toCheck }: RuleChange): readonly Tab[] {
  if (outcome === 'taken') return ['taken']
  return toCheck.length > 0 ? ['check', 'changes'] : ['changes']
}

/** What stays as it is comes after what changes. */
function isSame({ outcome }: RuleChange): boolean {
  return outcome === 'same'
}
