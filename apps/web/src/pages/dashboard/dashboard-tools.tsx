import type { DeadlineReportQuery } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { BellRing, Building2, Download, Inbox } from 'lucide-react'
import { useMailboxes } from '../../features/mailboxes/mailbox-queries.ts'
import { reportFileUrl } from '../../features/reports/report-queries.ts'
import { useSession } from '../../features/session/session-queries.ts'
import { useTeams } from '../../features/teams/team-queries.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { ChoiceButton } from './choice-button.tsx'
import type { DashboardSearch, Period } from './dashboard-search.ts'

type FilterProps = {
  search: DashboardSearch
  onChange: (change: { period?: Period; team?: string; mailbox?: string }) => void
}

/** How long a stretch of time the figures that look back are of. */
export function PeriodChoice({ search, onChange }: FilterProps) {
  const { t } = useLingui()
  return (
    <Segmented
      label={t`Period`}
      value={search.period ?? 'month'}
      options={[
        { value: 'week', label: t`Week` },
        { value: 'month', label: t`Month` },
        { value: 'quarter', label: t`Quarter` },
      ]}
      onChange={(period) => onChange({ period })}
    />
  )
}

export function TeamChoice({ search, onChange }: FilterProps) {
  const { t } = useLingui()
  const teams = useTeams()
  return (
    <ChoiceButton
      label={t`Department`}
      icon={<Building2 />}
      value={search.team ?? ''}
      options={[
        { value: '', label: t`All departments` },
        ...teams.map(({ id, name }) => ({ value: id, label: name })),
        { value: 'none', label: t`Without a department` },
      ]}
      onChange={(team) => onChange({ team })}
    />
  )
}

export function MailboxChoice({ search, onChange }: FilterProps) {
  const { t } = useLingui()
  const mailboxes = useMailboxes()
  return (
    <ChoiceButton
      label={t`Mailbox`}
      icon={<Inbox />}
      value={search.mailbox ?? ''}
      options={[
        { value: '', label: t`All mailboxes` },
        ...mailboxes.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(mailbox) => onChange({ mailbox })}
    />
  )
}

/** Where who is warned of what is set. */
export function WarningsLink() {
  const { t } = useLingui()
  if (useSession().user.role !== 'admin') return null
  return (
    <Link to="/settings/deadlines" className={buttonClass()}>
      <BellRing /> {t`Warnings`}
    </Link>
  )
}

/** The same figures as a file: a table, or on paper. */
export function ExportMenu({ query }: { query: DeadlineReportQuery }) {
  const { t } = useLingui()
  const download = (kind: 'csv' | 'pdf') => () => location.assign(reportFileUrl(kind, query))
  return (
    <Menu
      trigger={
        <Button>
          <Download /> {t`Export`}
        </Button>
      }
      entries={[
        { type: 'action', label: t`Table (CSV)`, onSelect: download('csv') },
        { type: 'action', label: t`Document (PDF)`, onSelect: download('pdf') },
      ]}
    />
  )
}
