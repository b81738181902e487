import { useLingui } from '@lingui/react/macro'
import type { RefObject } from 'react'
import { Field } from '../../ui/field.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import card from '../settings/card.module.css'

export type Login = { username: string; password: string }

type LoginFieldsProps = {
  value: Login
  onChange: (value: Login) => void
  /** Whether Levee holds a password, which stays when none is entered. */
  isKept: boolean
  usernameHint?: string
  passwordHint?: string
  passwordField?: RefObject<HTMLInputElement | null>
}

/** How Levee signs in to a mail server. */
export function LoginFields(props: LoginFieldsProps) {
  const { value, onChange, isKept, usernameHint, passwordHint, passwordField } = props
  const { t } = useLingui()
  return (
    <div className={card.fields}>
      <Field
        label={t`User name`}
        hint={usernameHint}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={320}
        value={value.username}
        onChange={(event) => onChange({ ...value, username: event.target.value })}
      />
      <PasswordField
        ref={passwordField}
        label={isKept ? t`New password` : t`Password`}
        hint={
          passwordHint ?? (isKept ? t`Leave it empty to keep the one that Levee has.` : undefined)
        }
        autoComplete="off"
        maxLength={1000}
        value={value.password}
        onChange={(event) => onChange({ ...value, password: event.target.value })}
      />
    </div>
  )
}
