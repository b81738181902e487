import type { Locale, Role } from '@levee/contract'
import { t } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { isEmailAddress } from '../../email-address.ts'
import { roleName, roles, roleText } from '../../features/users/role-name.ts'
import { Field, Select } from '../../ui/field.tsx'

export type UserDraft = { name: string; email: string; role: Role; locale: Locale }
export type UserErrors = Partial<Record<'name' | 'email', string>>

type UserFieldsProps = {
  draft: UserDraft
  errors: UserErrors
  onChange: (draft: UserDraft) => void
  /** Why the role cannot be changed, where it cannot. */
  fixedRole?: string | undefined
}

export function UserFields({ draft, errors, onChange, fixedRole }: UserFieldsProps) {
  const { t } = useLingui()
  return (
    <>
      <Field
        label={t`Name`}
        autoComplete="off"
        maxLength={200}
        value={draft.name}
        onChange={(event) => onChange({ ...draft, name: event.target.value })}
        error={errors.name}
      />
      <Field
        label={t`E-mail address`}
        type="email"
        autoComplete="off"
        maxLength={254}
        value={draft.email}
        onChange={(event) => onChange({ ...draft, email: event.target.value })}
        error={errors.email}
      />
      <Select
        label={t`Role`}
        value={draft.role}
        disabled={fixedRole !== undefined}
        hint={fixedRole ?? roleText(draft.role)}
        onChange={(event) => {
          const role = roles.find((known) => known === event.target.value)
          if (role) onChange({ ...draft, role })
        }}
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {roleName(role)}
          </option>
        ))}
      </Select>
      <Select
        label={t`Language`}
        value={draft.locale}
        onChange={(event) =>
          onChange({ ...draft, locale: event.target.value === 'fr' ? 'fr' : 'en' })
        }
      >
        <option value="fr">Français</option>
        <option value="en">English</option>
      </Select>
    </>
  )
}

/** What is missing before a user can be kept. */
export function userErrors({ name, email }: UserDraft): UserErrors {
  return {
    ...(name.trim() === '' && { name: t`Enter a name.` }),
    ...(!isEmailAddress(email) && { email: t`Enter an e-mail address, such as name@example.org.` }),
  }
}
