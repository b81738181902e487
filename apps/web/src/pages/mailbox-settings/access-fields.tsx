import { useLingui } from '@lingui/react/macro'
import { Building2 } from 'lucide-react'
import { useTeams } from '../../features/teams/team-queries.ts'
import { useUsers } from '../../features/users/user-queries.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { ChoiceList } from '../../ui/choice-list.tsx'

type AccessFieldsProps = {
  memberIds: readonly string[]
  teamIds: readonly string[]
  onMembers: (ids: string[]) => void
  onTeams: (ids: string[]) => void
}

/** Who sees the mail of a mailbox: users, and whoever is in one of the departments. */
export function AccessFields({ memberIds, teamIds, onMembers, onTeams }: AccessFieldsProps) {
  const { t } = useLingui()
  const users = useUsers().filter((user) => user.disabledAt === null)
  const teams = useTeams()
  return (
    <>
      <ChoiceList
        label={t`Members`}
        hint={t`Only members see this mail. Administrators can always add themselves.`}
        searchLabel={t`Find a user`}
        empty={t`Nobody has this name.`}
        chosen={memberIds}
        onChange={onMembers}
        choices={users.map((user) => ({
          value: user.id,
          label: user.name,
          icon: <Avatar name={user.name} size={20} />,
        }))}
      />
      {teams.length > 0 && (
        <ChoiceList
          label={t`Departments`}
          searchLabel={t`Find a department`}
          empty={t`No department has this name.`}
          chosen={teamIds}
          onChange={onTeams}
          choices={teams.map((team) => ({
            value: team.id,
            label: team.name,
            icon: <Building2 aria-hidden="true" />,
          }))}
        />
      )}
    </>
  )
}
