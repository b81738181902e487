import type { DeadlineMoves } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { kindText } from '../../features/deadlines/kind-text.ts'
import { fullDate, shortDay, timeOfDay } from '../../formatting/dates.ts'
import styles from './moves-dialog.module.css'

/** The deadlines that would move, each before and after. */
export function MoveList({ items }: Pick<DeadlineMoves, 'items'>) {
  const { t } = useLingui()
  if (items.length === 0) return null
  return (
    <ul className={styles.moves} aria-label={t`Deadlines that would move`}>
      {items.map(({ conversationId, reference, subject, kind, before, after }) => (
        <li key={`${conversationId} ${kind}`}>
          <Link to="/c/$reference" params={{ reference: reference ?? conversationId }}>
            {subject || t`No subject`}
          </Link>
          <span className={styles.detail}>
            {reference} · {kindText(kind)}
          </span>
          <span className={styles.dates}>
            <When at={before} none={t`none`} /> → <When at={after} none={t`none`} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function When({ at, none }: { at: string | null; none: string }) {
  if (at === null) return none
  const date = new Date(at)
  return (
    <time dateTime={at} title={fullDate(date)}>
      {shortDay(date)} {timeOfDay(date)}
    </time>
  )
}
