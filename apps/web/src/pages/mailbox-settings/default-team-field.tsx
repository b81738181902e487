import { useLingui } from '@lingui/react/macro'
import { useTeams } from '../../features/teams/team-queries.ts'
import { Select } from '../../ui/field.tsx'

type DefaultTeamFieldProps = { teamId: string | null; onChange: (teamId: string | null) => void }

/** Which department gets what no rule gives to any. */
export function DefaultTeamField({ teamId, onChange }: DefaultTeamFieldProps) {
  const { t } = useLingui()
  const teams = useTeams()
  if (teams.length === 0) return null
  return (
    <Select
      label={t`Department for what no rule assigns`}
      hint={t`Where this department gives its mail out by itself, each mail also gets somebody as it arrives.`}
      value={teamId ?? ''}
      onChange={({ target: { value } }) => onChange(value === '' ? null : value)}
    >
      <option value="">{t`None`}</option>
      {teams.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  )
}
