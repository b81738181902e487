import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { useDirectory } from '../../features/conversations/directory.ts'
import type { ListScope } from '../../features/conversations/views.ts'
import styles from './scope-chips.module.css'

type ScopeChipsProps = { scope: ListScope; onWiden: (part: keyof ListScope) => void }

const parts = ['mailbox', 'team', 'assignee'] as const

/** What the list is narrowed down to by whoever led here, and the way to all of it. */
export function ScopeChips({ scope, onWiden }: ScopeChipsProps) {
  const { t } = useLingui()
  const { mailboxes, teams, users } = useDirectory()
  const narrowed = parts.filter((part) => scope[part])
  const labels = { mailbox: t`mailbox`, team: t`department`, assignee: t`assignee` }
  const names = { mailbox: mailboxes, team: teams, assignee: users }
  return (
    <ul className={styles.chips} aria-label={t`Only`}>
      {narrowed.map((part) => {
        const label = labels[part]
        const name = names[part].get(scope[part] ?? '')?.name ?? '…'
        return (
          <li key={part}>
            <em>{label}</em> <b>{name}</b>
            <button
              type="button"
              aria-label={t`Remove the filter ${label} ${name}`}
              onClick={() => onWiden(part)}
            >
              <X />
            </button>
          </li>
        )
      })}
    </ul>
  )
}
