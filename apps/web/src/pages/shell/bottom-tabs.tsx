import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { CalendarClock, Inbox, Menu, Timer, UserRound } from 'lucide-react'
import { useCounts } from '../../features/conversations/conversation-queries.ts'
import { useSession } from '../../features/session/session-queries.ts'
import { shortCount } from '../../formatting/numbers.ts'
import styles from './bottom-tabs.module.css'

/** The navigation of a phone. */
export function BottomTabs({ onMore }: { onMore: () => void }) {
  const { t } = useLingui()
  const overdue = useCounts()?.views['overdue'] ?? 0
  const isManager = useSession().user.role !== 'staff'
  return (
    <nav className={styles.tabs} aria-label={t`Views`}>
      <Link to="/v/$view/{-$reference}" params={{ view: 'all', reference: undefined }}>
        <Inbox />
        <span>{t`To do`}</span>
      </Link>
      <Link to="/v/$view/{-$reference}" params={{ view: 'mine', reference: undefined }}>
        <UserRound />
        <span>{t`Mine`}</span>
      </Link>
      <Link to="/v/$view/{-$reference}" params={{ view: 'overdue', reference: undefined }}>
        <Timer />
        <span>{t`Overdue`}</span>
        {overdue > 0 && <b className={styles.badge}>{shortCount(overdue)}</b>}
      </Link>
      {isManager && (
        <Link to="/deadlines">
          <CalendarClock />
          <span>{t`Deadlines`}</span>
        </Link>
      )}
      <button type="button" onClick={onMore}>
        <Menu />
        <span>{t`More`}</span>
      </button>
    </nav>
  )
}
