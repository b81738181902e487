import type { DeadlinePolicy } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import {
  previewOfPolicy,
  useAddPolicy,
  useChangePolicy,
  useWatchRecount,
} from '../../features/deadlines/policy-queries.ts'
import { MovesDialog } from '../settings/moves-dialog.tsx'
import { changesOf, type PolicyDraft } from './policy-draft.ts'

type SavePolicyDialogProps = {
  policy: DeadlinePolicy | null
  draft: PolicyDraft
  onClose: () => void
}

/** Shows what would move, then saves a policy as its next version, or a new one. */
export function SavePolicyDialog({ policy, draft, onClose }: SavePolicyDialogProps) {
  const { t } = useLingui()
  const add = useAddPolicy()
  const save = useChangePolicy()
  const watchRecount = useWatchRecount()
  const navigate = useNavigate()
  const patch = changesOf(policy, draft)
  const confirm = () => {
    if (policy) {
      save.mutate(
        { id: policy.id, patch },
        {
          onSuccess: () => {
            watchRecount()
            onClose()
          },
        },
      )
    } else {
      add.mutate(draft, {
        onSuccess: () => {
          watchRecount()
          void navigate({ to: '/settings/deadlines' })
        },
      })
    }
  }
  return (
    <MovesDialog
      change={JSON.stringify([policy?.id, policy?.version, patch])}
      preview={() => previewOfPolicy(policy?.id ?? null, patch)}
      action={policy ? t`Save the policy` : t`Add the policy`}
      busy={add.isPending || save.isPending}
      error={add.error ?? save.error}
      onClose={onClose}
      onConfirm={confirm}
    />
  )
}
