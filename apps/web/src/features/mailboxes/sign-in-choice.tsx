import { useLingui } from '@lingui/react/macro'
import { Select } from '../../ui/field.tsx'
import type { SignIn } from './oauth-settings.ts'

const choices: readonly SignIn[] = ['password', 'microsoft365', 'google', 'custom']

/** Whether a mailbox signs in with a password or is authorised at a provider. */
export function SignInChoice({
  value,
  onChange,
}: {
  value: SignIn
  onChange: (value: SignIn) => void
}) {
  const { t } = useLingui()
  const names: Record<SignIn, string> = {
    password: t`User name and password`,
    microsoft365: 'Microsoft 365',
    google: t`Google (Gmail, Workspace)`,
    custom: t`Another provider (OAuth 2.0)`,
  }
  return (
    <Select
      label={t`How does Levee sign in?`}
      value={value}
      onChange={(event) =>
        onChange(choices.find((choice) => choice === event.target.value) ?? 'password')
      }
    >
      {choices.map((choice) => (
        <option key={choice} value={choice}>
          {names[choice]}
        </option>
      ))}
    </Select>
  )
}
