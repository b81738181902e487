import type { Team } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useRemoveTeam } from '../../features/teams/team-queries.ts'
import { Button } from '../../ui/button.tsx'
import card from '../settings/card.module.css'
import { ConfirmDialog } from '../settings/confirm-dialog.tsx'

export function RemoveTeam({ team, onRemoved }: { team: Team; onRemoved: () => void }) {
  const { t } = useLingui()
  const removeTeam = useRemoveTeam()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <span className={card.end}>
        <Button variant="ghost" onClick={() => setAsking(true)}>
          {t`Remove…`}
        </Button>
      </span>
      <ConfirmDialog
        title={t`Remove the department “${team.name}”`}
        action={t`Remove the department`}
        open={asking}
        busy={removeTeam.isPending}
        error={removeTeam.error}
        onConfirm={() => removeTeam.mutate(team.id, { onSuccess: onRemoved })}
        onClose={() => setAsking(false)}
      >
        {t`Mail that is assigned to it is assigned to no department any more and keeps its owner. This cannot be undone.`}
      </ConfirmDialog>
    </>
  )
}
