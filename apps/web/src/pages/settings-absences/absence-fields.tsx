import type { NewAbsence } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useSession } from '../../features/session/session-queries.ts'
import { useUsers } from '../../features/users/user-queries.ts'
import { ProblemError } from '../../problem-error.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Field, Select } from '../../ui/field.tsx'

export type AbsenceDraft = NewAbsence

type AbsenceFieldsProps = {
  draft: AbsenceDraft
  isNew: boolean
  error: Error | null
  onChange: (draft: AbsenceDraft) => void
}

export function AbsenceFields({ draft, isNew, error, onChange }: AbsenceFieldsProps) {
  const { t } = useLingui()
  const overlaps = error instanceof ProblemError && error.messageFor('from') !== undefined
  return (
    <>
      <PersonField draft={draft} isNew={isNew} onChange={onChange} />
      <Field
        label={t`First day`}
        type="date"
        value={draft.from}
        error={overlaps ? t`Another absence has a day in common with this one.` : undefined}
        onChange={({ target: { value: from } }) =>
          onChange({ ...draft, from, to: draft.to < from ? from : draft.to })
        }
      />
      <Field
        label={t`Last day`}
        type="date"
        min={draft.from}
        value={draft.to}
        error={draft.to < draft.from ? t`The last day is before the first one.` : undefined}
        onChange={({ target: { value: to } }) => onChange({ ...draft, to })}
      />
      <SubstituteField draft={draft} isNew={isNew} onChange={onChange} />
      {error && !overlaps && <Banner tone="danger">{problemText(error)}</Banner>}
    </>
  )
}

type PartProps = Omit<AbsenceFieldsProps, 'error'>

function PersonField({ draft, isNew, onChange }: PartProps) {
  const { t } = useLingui()
  const me = useSession().user
  const users = useUsers()
  if (!isNew || me.role === 'staff') return null
  return (
    <Select
      label={t`Who is away`}
      value={draft.userId}
      onChange={({ target: { value: userId } }) =>
        onChange({
          ...draft,
          userId,
          substituteId: draft.substituteId === userId ? null : draft.substituteId,
        })
      }
    >
      {users
        .filter(({ disabledAt }) => disabledAt === null)
        .map(({ id, name }) => (
          <option key={id} value={id}>
            {id === me.id ? t`${name} (you)` : name}
          </option>
        ))}
    </Select>
  )
}

function SubstituteField({ draft, onChange }: PartProps) {
  const { t } = useLingui()
  const users = useUsers()
  return (
    <Select
      label={t`Who stands in`}
      hint={t`They are warned of deadlines of mail that they may see; when they are away too, whoever stands in for them.`}
      value={draft.substituteId ?? ''}
      onChange={({ target: { value } }) =>
        onChange({ ...draft, substituteId: value === '' ? null : value })
      }
    >
      <option value="">{t`Nobody: the department is warned`}</option>
      {users
        .filter(({ id, disabledAt }) => disabledAt === null && id !== draft.userId)
        .map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
    </Select>
  )
}
