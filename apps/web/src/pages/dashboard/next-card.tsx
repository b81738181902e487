import type { DeadlineReport } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { UserPlus } from 'lucide-react'
import { DeadlineChip } from '../../features/conversations/deadline-chip.tsx'
import { useTeams } from '../../features/teams/team-queries.ts'
import { useUsers } from '../../features/users/user-queries.ts'
import { Avatar, NobodyAvatar } from '../../ui/avatar.tsx'
import { FigureLink } from './figure-link.tsx'
import styles from './next-card.module.css'

/** What is due next, the most overdue first. */
export function NextCard({ report }: { report: Pick<DeadlineReport, 'next' | 'open'> }) {
  const { t } = useLingui()
  const title = t`Next deadlines`
  return (
    <section className={styles.card} aria-label={title}>
      <header className={styles.head}>
        <h2>{title}</h2>
        <FigureLink figure={report.open} className={styles.all} label={t`See all open mail`}>
          {t`See all`}
        </FigureLink>
      </header>
      {report.next.length === 0 ? (
        <p className={styles.nothing}>{t`Nothing open has a deadline.`}</p>
      ) : (
        <ul>
          {report.next.map((next) => (
            <li key={next.conversationId}>
              <NextLine next={next} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function NextLine({ next }: { next: DeadlineReport['next'][number] }) {
  const { t } = useLingui()
  const team = useTeams().find(({ id }) => id === next.teamId)?.name
  const person = useUsers().find(({ id }) => id === next.assigneeId)?.name
  const reference = next.reference ?? next.conversationId
  return (
    <Link to="/c/$reference" params={{ reference }} className={styles.line}>
      <span className={styles.chip}>
        <DeadlineChip due={next} />
      </span>
      <span className={styles.what}>
        <b>{next.subject || t`No subject`}</b>
        <span>{[next.reference, team].filter(Boolean).join(' · ')}</span>
      </span>
      <span className="visually-hidden">{person ?? t`Unassigned`}</span>
      {person === undefined ? (
        <NobodyAvatar size={24}>
          <UserPlus />
        </NobodyAvatar>
      ) : (
        <Avatar name={person} size={24} />
      )}
    </Link>
  )
}
