import { useLingui } from '@lingui/react/macro'
import { useUsers } from '../../features/users/user-queries.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { ChoiceList } from '../../ui/choice-list.tsx'

type MemberChoiceProps = { chosen: readonly string[]; onChange: (ids: string[]) => void }

export function MemberChoice({ chosen, onChange }: MemberChoiceProps) {
  const { t } = useLingui()
  const users = useUsers().filter((user) => user.disabledAt === null)
  return (
    <ChoiceList
      label={t`Members`}
      searchLabel={t`Find a user`}
      empty={t`Nobody has this name.`}
      chosen={chosen}
      onChange={onChange}
      choices={users.map((user) => ({
        value: user.id,
        label: user.name,
        icon: <Avatar name={user.name} size={20} />,
      }))}
    />
  )
}
