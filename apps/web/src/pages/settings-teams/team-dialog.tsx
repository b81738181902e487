import type { Team } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { type FormEvent, useId, useState } from 'react'
import { useAddTeam, useChangeTeam } from '../../features/teams/team-queries.ts'
import { hasStatus } from '../../problem-error.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { DialogButtons } from '../settings/dialog-buttons.tsx'
import { AssignmentFields } from './assignment-fields.tsx'
import { MemberChoice } from './member-choice.tsx'
import { RemoveTeam } from './remove-team.tsx'

/** A new department, or one to change: its name, its members, and how its mail finds somebody. */
export function TeamDialog({ team, onClose }: { team?: Team; onClose: () => void }) {
  const { t } = useLingui()
  const form = useId()
  const edit = useTeamEdit(team, onClose)
  const taken = hasStatus(edit.error, 409)
  const nameError = () => {
    if (edit.asked && edit.name.trim() === '') return t`Enter a name.`
    return taken ? t`There is already a department of this name.` : undefined
  }
  return (
    <Dialog
      title={team ? team.name : t`Add a department`}
      open
      onOpenChange={onClose}
      footer={
        <DialogButtons
          form={form}
          submit={team ? t`Save` : t`Add the department`}
          busy={edit.isPending}
          onCancel={onClose}
        >
          {team && <RemoveTeam team={team} onRemoved={onClose} />}
        </DialogButtons>
      }
    >
      <form id={form} onSubmit={edit.submit} noValidate>
        <Field
          label={t`Name`}
          maxLength={100}
          value={edit.name}
          onChange={(event) => edit.setName(event.target.value)}
          error={nameError()}
        />
        <AssignmentFields
          assignment={edit.assignment}
          assignsOnOpening={edit.assignsOnOpening}
          onChange={edit.setAssigning}
        />
        <MemberChoice chosen={edit.memberIds} onChange={edit.setMemberIds} />
        {edit.error && !taken && <Banner tone="danger">{problemText(edit.error)}</Banner>}
      </form>
    </Dialog>
  )
}

function useTeamEdit(team: Team | undefined, onDone: () => void) {
  const addTeam = useAddTeam()
  const changeTeam = useChangeTeam()
  const [name, setName] = useState(team?.name ?? '')
  const [memberIds, setMemberIds] = useState<string[]>(team?.memberIds ?? [])
  const [assigning, setAssigning] = useState({
    assignment: team?.assignment ?? ('manual' as const),
    assignsOnOpening: team?.assignsOnOpening ?? false,
  })
  const [asked, setAsked] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    const change = { name: name.trim(), memberIds, ...assigning }
    if (change.name === '') return
    if (team) changeTeam.mutate({ id: team.id, change }, { onSuccess: onDone })
    else addTeam.mutate(change, { onSuccess: onDone })
  }
  const isPending = addTeam.isPending || changeTeam.isPending
  const error = addTeam.error ?? changeTeam.error
  return {
    name,
    setName,
    memberIds,
    setMemberIds,
    ...assigning,
    setAssigning,
    asked,
    submit,
    isPending,
    error,
  }
}
