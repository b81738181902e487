import type { Conversation } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Building2, UserMinus } from 'lucide-react'
import { useAbsenceText } from '../../features/conversations/absence-text.ts'
import { useDirectory } from '../../features/conversations/directory.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Picker, type PickerOption } from '../../ui/picker.tsx'

type Assignment = { assigneeId?: string | null; teamId?: string | null }

type AssignPickerProps = { conversations: Conversation[]; onAssign: (to: Assignment) => void }

/** Chooses who is in charge: a person, a department, or nobody. */
export function AssignPicker({ conversations, onAssign }: AssignPickerProps) {
  const { t } = useLingui()
  const { me, users, teams } = useDirectory()
  const absenceText = useAbsenceText()
  const [first] = conversations
  const choices: { option: PickerOption; to: Assignment }[] = [
    ...[...users.values()]
      .filter((user) => user.disabledAt === null)
      .sort(
        (a, b) => Number(b.id === me.id) - Number(a.id === me.id) || a.name.localeCompare(b.name),
      )
      .map((user) => ({
        option: {
          id: user.id,
          label: user.name,
          hint:
            absenceText(user.id) ??
            (user.id === me.id ? t`you` : teamsOf(user.id, [...teams.values()])),
          icon: <Avatar name={user.name} />,
          chosen: conversations.length === 1 && first?.assigneeId === user.id,
        },
        to: { assigneeId: user.id },
      })),
    ...[...teams.values()].map((team) => ({
      option: {
        id: team.id,
        label: team.name,
        hint: t`department · ${team.memberIds.length} people`,
        icon: <Avatar name={team.name} icon={<Building2 />} />,
        chosen: conversations.length === 1 && first?.teamId === team.id,
      },
      to: { teamId: team.id },
    })),
  ]
  if (conversations.some(({ assigneeId, teamId }) => assigneeId !== null || teamId !== null)) {
    choices.push({
      option: { id: 'nobody', label: t`Nobody`, icon: <UserMinus /> },
      to: { assigneeId: null, teamId: null },
    })
  }
  return (
    <Picker
      label={t`Assign`}
      placeholder={
        conversations.length === 1 ? t`Assign to…` : t`Assign ${conversations.length} mails to…`
      }
      options={choices.map(({ option }) => option)}
      onPick={({ id }) => onAssign(choices.find(({ option }) => option.id === id)?.to ?? {})}
    />
  )
}

function teamsOf(userId: string, teams: { name: string; memberIds: string[] }[]): string {
  return teams
    .filter((team) => team.memberIds.includes(userId))
    .map((team) => team.name)
    .join(', ')
}
