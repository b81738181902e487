import type { Team } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Building2, Plus } from 'lucide-react'
import { useState } from 'react'
import { AdminsOnly } from '../../features/session/admins-only.tsx'
import { teamsQuery } from '../../features/teams/team-queries.ts'
import { useUsers } from '../../features/users/user-queries.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import card from '../settings/card.module.css'
import { ListState } from '../settings/list-state.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { TeamDialog } from './team-dialog.tsx'
import styles from './teams-page.module.css'

export function TeamsPage() {
  return (
    <AdminsOnly>
      <Teams />
    </AdminsOnly>
  )
}

function Teams() {
  const { t } = useLingui()
  const teams = useQuery(teamsQuery)
  const [adding, setAdding] = useState(false)
  return (
    <SettingsPage
      title={t`Departments`}
      actions={
        <Button variant="primary" onClick={() => setAdding(true)}>
          <Plus /> {t`Add a department`}
        </Button>
      }
    >
      <section className={card.card}>
        <ListState
          query={teams}
          empty={
            <EmptyState title={t`No department yet`}>
              {t`A department is a group of users to whom mail can be assigned.`}
            </EmptyState>
          }
        >
          {(items) => (
            <ul>
              {items.map((team) => (
                <TeamRow key={team.id} team={team} />
              ))}
            </ul>
          )}
        </ListState>
      </section>
      {adding && <TeamDialog onClose={() => setAdding(false)} />}
    </SettingsPage>
  )
}

const shownMembers = 5

function TeamRow({ team }: { team: Team }) {
  const { t } = useLingui()
  const users = useUsers()
  const members = users.filter((user) => team.memberIds.includes(user.id))
  const [editing, setEditing] = useState(false)
  const count = team.memberIds.length
  return (
    <li className={card.row}>
      <div className={card.name}>
        <Avatar name={team.name} size={32} icon={<Building2 />} />
        <b>{team.name}</b>
      </div>
      <div className={styles.members}>
        {members.slice(0, shownMembers).map((user) => (
          <Avatar key={user.id} name={user.name} />
        ))}
      </div>
      <span className={card.muted}>{plural(count, { one: '# member', other: '# members' })}</span>
      <Button size="small" aria-label={t`Edit ${team.name}`} onClick={() => setEditing(true)}>
        {t`Edit`}
      </Button>
      {editing && <TeamDialog team={team} onClose={() => setEditing(false)} />}
    </li>
  )
}
