import type { Locale, Role } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import type { FormEvent, ReactNode } from 'react'
import { isEmailAddress } from '../../email-address.ts'
import { roleName, roles, roleText } from '../../features/users/role-name.ts'
import { hasStatus } from '../../problem-error.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Field, Select } from '../../ui/field.tsx'

export type UserDraft = { name: string; email: string; role: Role; locale: Locale }

type UserFormProps = {
  id: string
  draft: UserDraft
  /** Whether the form was submitted, so that what is missing may be named. */
  asked: boolean
  error: Error | null
  onChange: (draft: UserDraft) => void
  onSubmit: (event: FormEvent) => void
  /** Why the role cannot be changed, where it cannot. */
  fixedRole?: string | undefined
  children?: ReactNode
}

export function UserForm(props: UserFormProps) {
  const { id, error, onSubmit, children } = props
  const taken = hasStatus(error, 409)
  return (
    <form id={id} onSubmit={onSubmit} noValidate>
      <WhoFields {...props} taken={taken} />
      <RoleField {...props} />
      <LanguageField {...props} />
      {children}
      {error && !taken && <Banner tone="danger">{problemText(error)}</Banner>}
    </form>
  )
}

export function isCompleteUser({ name, email }: UserDraft): boolean {
  return name.trim() !== '' && isEmailAddress(email)
}

function WhoFields({ draft, asked, taken, onChange }: UserFormProps & { taken: boolean }) {
  const { t } = useLingui()
  const emailError = () => {
    if (taken) return t`Somebody has this address already.`
    const isMissing = asked && !isEmailAddress(draft.email)
    return isMissing ? t`Enter an e-mail address, such as name@example.org.` : undefined
  }
  return (
    <>
      <Field
        label={t`Name`}
        autoComplete="off"
        maxLength={200}
        value={draft.name}
        onChange={(event) => onChange({ ...draft, name: event.target.value })}
        error={asked && draft.name.trim() === '' ? t`Enter a name.` : undefined}
      />
      <Field
        label={t`E-mail address`}
        type="email"
        autoComplete="off"
        maxLength={254}
        value={draft.email}
        onChange={(event) => onChange({ ...draft, email: event.target.value })}
        error={emailError()}
      />
    </>
  )
}

function RoleField({ draft, onChange, fixedRole }: UserFormProps) {
  const { t } = useLingui()
  return (
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
  )
}

function LanguageField({ draft, onChange }: UserFormProps) {
  const { t } = useLingui()
  return (
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
  )
}
