import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { policiesQuery } from '../../features/deadlines/policy-queries.ts'
import { AdminsOnly } from '../../features/session/admins-only.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import card from '../settings/card.module.css'
import { ListState } from '../settings/list-state.tsx'
import { RecountBanner } from '../settings/recount-banner.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { NoticesCard } from './notices-card.tsx'
import { PolicyList } from './policy-list.tsx'
import { PresetDialog } from './preset-dialog.tsx'

export function PoliciesPage() {
  return (
    <AdminsOnly>
      <Policies />
    </AdminsOnly>
  )
}

function Policies() {
  const { t } = useLingui()
  const policies = useQuery(policiesQuery)
  const [choosing, setChoosing] = useState(false)
  return (
    <SettingsPage
      title={t`Deadline policies`}
      aside={
        <span className={card.muted}>{t`Tried from the top; the first that fits is taken`}</span>
      }
      actions={
        <Button variant="primary" onClick={() => setChoosing(true)}>
          <Plus /> {t`Add a policy`}
        </Button>
      }
    >
      <RecountBanner />
      <section className={card.card}>
        <ListState
          query={policies}
          empty={
            <EmptyState title={t`No policy yet`}>
              {t`A policy gives mail its deadlines: how long, from when, what stops the clock. Until there is one, deadlines are set by hand.`}
            </EmptyState>
          }
        >
          {(items) => <PolicyList policies={items} />}
        </ListState>
      </section>
      <NoticesCard />
      {choosing && <PresetDialog onClose={() => setChoosing(false)} />}
    </SettingsPage>
  )
}
