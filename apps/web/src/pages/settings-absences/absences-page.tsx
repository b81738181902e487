import type { Absence } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { recentAbsencesQuery } from '../../features/absences/absence-queries.ts'
import { useSession } from '../../features/session/session-queries.ts'
import { useUsers } from '../../features/users/user-queries.ts'
import { localDay, wholeDay } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import card from '../settings/card.module.css'
import { ListState } from '../settings/list-state.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { AbsenceDialog } from './absence-dialog.tsx'

/** Who is away and who stands in; one’s own, and everybody’s for those who manage. */
export function AbsencesPage() {
  const { t } = useLingui()
  const navigate = useNavigate()
  const absences = useQuery(recentAbsencesQuery)
  const [adding, setAdding] = useState(false)
  return (
    <SettingsPage
      title={t`Absences`}
      aside={<span className={card.muted}>{t`Warnings of deadlines go to whoever stands in`}</span>}
      actions={
        <Button variant="primary" onClick={() => setAdding(true)}>
          <Plus /> {t`Add an absence`}
        </Button>
      }
    >
      <section className={card.card}>
        <ListState
          query={absences}
          empty={
            <EmptyState title={t`Nobody is away`}>
              {t`Say when you are away and who stands in: what falls due meanwhile is then not left lying.`}
            </EmptyState>
          }
        >
          {(items) => (
            <ul>
              {items.map((absence) => (
                <AbsenceRow key={absence.id} absence={absence} />
              ))}
            </ul>
          )}
        </ListState>
      </section>
      {adding && (
        <AbsenceDialog
          absence={null}
          onClose={() => setAdding(false)}
          onAdded={({ id }) => void navigate({ to: '/settings/absences/$id', params: { id } })}
        />
      )}
    </SettingsPage>
  )
}

function AbsenceRow({ absence }: { absence: Absence }) {
  const { t } = useLingui()
  const me = useSession().user
  const users = useUsers()
  const today = localDay(useNow())
  const [editing, setEditing] = useState(false)
  const nameOf = (id: string | null) => users.find((user) => user.id === id)?.name
  const name = nameOf(absence.userId) ?? ''
  const standIn = nameOf(absence.substituteId)
  const mayEdit = absence.userId === me.id || me.role !== 'staff'
  const isOver = absence.to < today
  const [from, to] = [dayText(absence.from), dayText(absence.to)]
  return (
    <li className={card.row}>
      <div className={card.name}>
        <Avatar name={name} size={32} />
        <span className={card.who}>
          <b>{name}</b>
          <span className={card.muted}>{from === to ? from : t`${from} to ${to}`}</span>
        </span>
      </div>
      {isOver ? (
        <Badge tone="neutral">{t`Back`}</Badge>
      ) : (
        absence.from <= today && <Badge tone="info">{t`Away today`}</Badge>
      )}
      {standIn === undefined ? (
        <Badge tone="warn">{t`Nobody stands in`}</Badge>
      ) : (
        <span className={card.muted}>{t`${standIn} stands in`}</span>
      )}
      {mayEdit && (
        <Link
          to="/settings/absences/$id"
          params={{ id: absence.id }}
          className={buttonClass({ size: 'small' })}
          aria-label={
            isOver ? t`What happened while ${name} was away` : t`Hand over the mail of ${name}`
          }
        >
          {isOver ? t`What happened meanwhile` : t`Hand over…`}
        </Link>
      )}
      {mayEdit && !isOver && (
        <Button
          size="small"
          aria-label={t`Edit the absence of ${name}`}
          onClick={() => setEditing(true)}
        >
          {t`Edit`}
        </Button>
      )}
      {editing && <AbsenceDialog absence={absence} onClose={() => setEditing(false)} />}
    </li>
  )
}

function dayText(day: string): string {
  return wholeDay(new Date(`${day}T00:00:00Z`))
}
