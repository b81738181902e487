import type { SpreadProposal } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { ArrowRight } from 'lucide-react'
import { useUsers } from '../../features/users/user-queries.ts'
import { timeOfDay } from '../../formatting/dates.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import styles from './spread-dialog.module.css'

type SpreadMovesProps = {
  moves: SpreadProposal['moves']
  /** What stays where it is. */
  left: ReadonlySet<string>
  onToggle: (conversationId: string) => void
}

/** Each mail that would change hands: from whom to whom. */
export function SpreadMoves({ moves, left, onToggle }: SpreadMovesProps) {
  const { t } = useLingui()
  const users = useUsers()
  const nameOf = (id: string | null) =>
    users.find((user) => user.id === id)?.name ?? (id === null ? t`nobody` : t`somebody`)
  return (
    <ul className={styles.moves} aria-label={t`Proposed changes`}>
      {moves.map(({ conversationId, reference, subject, dueAt, fromUserId, toUserId }) => (
        <li key={conversationId}>
          <Checkbox
            label={t`Give “${subject}” to ${nameOf(toUserId)}`}
            checked={!left.has(conversationId)}
            onChange={() => onToggle(conversationId)}
          />
          <span className={styles.what}>
            <b>{subject || t`No subject`}</b>
            <span>{[reference, timeOfDay(new Date(dueAt))].filter(Boolean).join(' · ')}</span>
          </span>
          <span className={styles.hands}>
            {nameOf(fromUserId)} <ArrowRight aria-label={t`to`} /> <b>{nameOf(toUserId)}</b>
          </span>
        </li>
      ))}
    </ul>
  )
}
