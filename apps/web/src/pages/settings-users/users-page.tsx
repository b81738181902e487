import type { User } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { AdminsOnly } from '../../features/session/admins-only.tsx'
import { useSession } from '../../features/session/session-queries.ts'
import { roleName } from '../../features/users/role-name.ts'
import { usersQuery } from '../../features/users/user-queries.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import card from '../settings/card.module.css'
import { ListState } from '../settings/list-state.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { AddUserDialog } from './add-user-dialog.tsx'
import { EditUserDialog } from './edit-user-dialog.tsx'

export function UsersPage() {
  return (
    <AdminsOnly>
      <Users />
    </AdminsOnly>
  )
}

function Users() {
  const { t } = useLingui()
  const users = useQuery(usersQuery)
  const [adding, setAdding] = useState(false)
  return (
    <SettingsPage
      title={t`Users`}
      actions={
        <Button variant="primary" onClick={() => setAdding(true)}>
          <Plus /> {t`Add a user`}
        </Button>
      }
    >
      <section className={card.card}>
        <ListState query={users} empty={null}>
          {(items) => (
            <ul>
              {items.map((user) => (
                <UserRow key={user.id} user={user} />
              ))}
            </ul>
          )}
        </ListState>
      </section>
      {adding && <AddUserDialog onClose={() => setAdding(false)} />}
    </SettingsPage>
  )
}

function UserRow({ user }: { user: User }) {
  const { t } = useLingui()
  const own = useSession().user.id === user.id
  const [editing, setEditing] = useState(false)
  return (
    <li className={card.row}>
      <div className={card.name}>
        <Avatar name={user.name} size={32} />
        <span className={card.who}>
          <b>{own ? t`${user.name} (you)` : user.name}</b>
          <span className={card.muted}>{user.email}</span>
        </span>
      </div>
      {user.disabledAt !== null && <Badge tone="warn">{t`Disabled`}</Badge>}
      <Badge tone={user.role === 'admin' ? 'info' : 'neutral'}>{roleName(user.role)}</Badge>
      <Badge tone="neutral">{user.locale === 'fr' ? 'Français' : 'English'}</Badge>
      <Button size="small" aria-label={t`Edit ${user.name}`} onClick={() => setEditing(true)}>
        {t`Edit`}
      </Button>
      {editing && <EditUserDialog user={user} own={own} onClose={() => setEditing(false)} />}
    </li>
  )
}
