import type { Team } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { type FormEvent, useId, useState } from 'react'
import { useAddTeam, useChangeTeam, useRemoveTeam } from '../../features/teams/team-queries.ts'
import { useUsers } from '../../features/users/user-queries.ts'
import { hasStatus } from '../../problem-error.ts'
import { problemText } from '../../problem-text.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { ChoiceList } from '../../ui/choice-list.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import card from '../settings/card.module.css'
import { ConfirmDialog } from '../settings/confirm-dialog.tsx'

/** A new department, or one to change: its name and its members. */
export function TeamDialog({ team, onClose }: { team?: Team; onClose: () => void }) {
  const { t } = useLingui()
  const form = useId()
  const users = useUsers().filter((user) => user.disabledAt === null)
  const addTeam = useAddTeam()
  const changeTeam = useChangeTeam()
  const [name, setName] = useState(team?.name ?? '')
  const [memberIds, setMemberIds] = useState<string[]>(team?.memberIds ?? [])
  const [checked, setChecked] = useState(false)
  const error = addTeam.error ?? changeTeam.error
  const taken = hasStatus(error, 409)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    const change = { name: name.trim(), memberIds }
    if (change.name === '') return
    if (team) changeTeam.mutate({ id: team.id, change }, { onSuccess: onClose })
    else addTeam.mutate(change, { onSuccess: onClose })
  }
  return (
    <Dialog
      title={team ? team.name : t`Add a department`}
      open
      onOpenChange={onClose}
      footer={
        <>
          <Button
            type="submit"
            form={form}
            variant="primary"
            busy={addTeam.isPending || changeTeam.isPending}
          >
            {team ? t`Save` : t`Add the department`}
          </Button>
          <Button variant="ghost" onClick={onClose}>
            {t`Cancel`}
          </Button>
          {team && <RemoveTeam team={team} onRemoved={onClose} />}
        </>
      }
    >
      <form id={form} className={card.dialog} onSubmit={submit} noValidate>
        <Field
          label={t`Name`}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={nameError({ empty: checked && name.trim() === '', taken })}
        />
        <ChoiceList
          label={t`Members`}
          searchLabel={t`Find a user`}
          empty={t`Nobody has this name.`}
          chosen={memberIds}
          onChange={setMemberIds}
          choices={users.map((user) => ({
            value: user.id,
            label: user.name,
            icon: <Avatar name={user.name} size={20} />,
          }))}
        />
        {error && !taken && <Banner tone="danger">{problemText(error)}</Banner>}
      </form>
    </Dialog>
  )

  function nameError({ empty, taken }: { empty: boolean; taken: boolean }): string | undefined {
    if (empty) return t`Enter a name.`
    return taken ? t`There is already a department of this name.` : undefined
  }
}

function RemoveTeam({ team, onRemoved }: { team: Team; onRemoved: () => void }) {
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
