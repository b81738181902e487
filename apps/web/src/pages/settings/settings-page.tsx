import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import {
  BookText,
  Building2,
  CalendarDays,
  CircleUserRound,
  Clock,
  Inbox,
  Palmtree,
  Tags,
  Users,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useSession } from '../../features/session/session-queries.ts'
import { PageHeading } from '../../ui/page-heading.tsx'
import styles from './settings-page.module.css'

type SettingsPageProps = {
  title: string
  aside?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** The frame of every page of settings: title, what it offers, and the way to the others. */
export function SettingsPage({ title, aside, actions, children }: SettingsPageProps) {
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <PageHeading title={title} className={styles.title} />
        {aside}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      <Sections />
      <div className={styles.body}>
        <div className={styles.content}>{children}</div>
      </div>
    </div>
  )
}

function Sections() {
  const { t } = useLingui()
  const { role } = useSession().user
  const isAdmin = role === 'admin'
  return (
    <nav className={styles.sections} aria-label={t`Settings`}>
      <Link to="/settings/profile" className={styles.section}>
        <CircleUserRound /> {t`Profile`}
      </Link>
      <Link to="/settings/absences" className={styles.section}>
        <Palmtree /> {t`Absences`}
      </Link>
      <Link to="/settings/mailboxes" className={styles.section}>
        <Inbox /> {t`Mailboxes`}
      </Link>
      {isAdmin && (
        <>
          <Link to="/settings/users" className={styles.section}>
            <Users /> {t`Users`}
          </Link>
          <Link to="/settings/teams" className={styles.section}>
            <Building2 /> {t`Departments`}
          </Link>
          <Link to="/settings/calendars" className={styles.section}>
            <CalendarDays /> {t`Calendars`}
          </Link>
          <Link to="/settings/deadlines" className={styles.section}>
            <Clock /> {t`Deadlines`}
          </Link>
        </>
      )}
      {role !== 'staff' && (
        <Link to="/settings/templates" className={styles.section}>
          <BookText /> {t`Templates`}
        </Link>
      )}
      <Link to="/settings/tags" className={styles.section}>
        <Tags /> {t`Tags`}
      </Link>
    </nav>
  )
}
