import { useLingui } from '@lingui/react/macro'
import { useOutboxCounts } from '../../features/outbox/outbox-queries.ts'
import { shortCount } from '../../formatting/numbers.ts'
import styles from './navigation.module.css'

/** How much waits for a person: replies and mails of Levee's own that failed, and replies to approve. */
export function OutboxCount() {
  const { t } = useLingui()
  const counts = useOutboxCounts()
  if (!counts) return null
  const failed = counts.failed + counts.notices
  const { awaitingApproval } = counts
  if (failed + awaitingApproval === 0) return null
  return (
    <span className={`${styles.count} ${failed > 0 ? styles.failed : ''}`}>
      {shortCount(failed + awaitingApproval)}
      {failed > 0 && <span className="visually-hidden">{t`, some not sent`}</span>}
    </span>
  )
}
