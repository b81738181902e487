import { useLingui } from '@lingui/react/macro'
import { ServerFields } from '../../features/mailboxes/server-fields.tsx'
import type { Server } from '../../features/mailboxes/suggest-servers.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Field } from '../../ui/field.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { isPort } from './is-port.ts'
import styles from './step-section.module.css'

export type Outgoing = Server & { username: string; sameLogin: boolean }

type OutgoingFieldsProps = {
  value: Outgoing
  suggestions: readonly Server[]
  password: string
  onChange: (value: Outgoing) => void
  onPassword: (password: string) => void
  /** Whether the form was submitted, so that what is missing may be named. */
  asked: boolean
}

export function OutgoingFields(props: OutgoingFieldsProps) {
  const { value, suggestions, password, onChange, onPassword, asked } = props
  const { t } = useLingui()
  const sameLogin = t`The same user name and password as for receiving`
  return (
    <div className={styles.card}>
      <ServerFields
        protocol="smtp"
        value={value}
        suggestions={suggestions}
        onChange={(next) => onChange({ ...value, ...next })}
        hostError={asked && value.host === '' ? t`Enter the name of the server.` : undefined}
        portError={asked && !isPort(value.port) ? t`1 to 65535` : undefined}
      />
      <label className={styles.check}>
        <Checkbox
          label={sameLogin}
          checked={value.sameLogin}
          onChange={(on) => onChange({ ...value, sameLogin: on })}
        />
        {sameLogin}
      </label>
      {!value.sameLogin && (
        <div className={styles.two}>
          <Field
            label={t`User name`}
            hint={t`Leave it empty where the server asks for none.`}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={320}
            value={value.username}
            onChange={(event) => onChange({ ...value, username: event.target.value })}
          />
          <PasswordField
            label={t`Password for sending`}
            autoComplete="off"
            maxLength={1000}
            value={password}
            disabled={value.username === ''}
            onChange={(event) => onPassword(event.target.value)}
            error={
              asked && value.username !== '' && password === '' ? t`Enter the password.` : undefined
            }
          />
        </div>
      )}
    </div>
  )
}
