import type { DeadlinePolicy } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import {
  previewOfPolicy,
  useRemovePolicy,
  useWatchRecount,
} from '../../features/deadlines/policy-queries.ts'
import { Button } from '../../ui/button.tsx'
import { MovesDialog } from '../settings/moves-dialog.tsx'

/** Removes a policy, after what that would move. */
export function RemovePolicy({ policy }: { policy: DeadlinePolicy }) {
  const { t } = useLingui()
  const [asking, setAsking] = useState(false)
  const remove = useRemovePolicy()
  const watchRecount = useWatchRecount()
  const navigate = useNavigate()
  const confirm = () =>
    remove.mutate(policy.id, {
      onSuccess: () => {
        watchRecount()
        void navigate({ to: '/settings/deadlines' })
      },
    })
  return (
    <>
      <Button variant="ghost" onClick={() => setAsking(true)}>
        <Trash2 /> {t`Remove…`}
      </Button>
      {asking && (
        <MovesDialog
          change={`remove ${policy.id} ${policy.version}`}
          preview={() => previewOfPolicy(policy.id, null)}
          action={t`Remove the policy`}
          danger
          busy={remove.isPending}
          error={remove.error}
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
