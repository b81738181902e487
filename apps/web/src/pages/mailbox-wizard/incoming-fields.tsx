import type { MailboxCandidate } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { ServerFields } from '../../features/mailboxes/server-fields.tsx'
import type { Server } from '../../features/mailboxes/suggest-servers.ts'
import { Field } from '../../ui/field.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { isPort } from './is-port.ts'
import styles from './step-section.module.css'
import type { Draft } from './wizard-draft.ts'

type Account = Draft['incoming']

type IncomingFieldsProps = {
  value: Account
  /** Null: the server was found, only the login is asked for. */
  suggestions: readonly Server[] | null
  authentication: MailboxCandidate['authentication']
  /** Not where an authorisation stands in its place. */
  hasPassword: boolean
  password: string
  onChange: (value: Account) => void
  onPassword: (password: string) => void
  /** Whether the form was submitted, so that what is missing may be named. */
  asked: boolean
}

export function IncomingFields(props: IncomingFieldsProps) {
  const { value, suggestions, authentication, hasPassword, password, onChange, onPassword, asked } =
    props
  const { t } = useLingui()
  return (
    <div className={styles.card}>
      {suggestions && (
        <ServerFields
          protocol={value.protocol}
          value={value}
          suggestions={suggestions}
          onChange={(server) => onChange({ ...value, ...server })}
          hostError={asked && value.host === '' ? t`Enter the name of the server.` : undefined}
          portError={asked && !isPort(value.port) ? t`1 to 65535` : undefined}
        />
      )}
      <div className={styles.two}>
        <Field
          label={t`User name`}
          hint={t`Mostly the whole address.`}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={320}
          value={value.username}
          onChange={(event) => onChange({ ...value, username: event.target.value })}
        />
        {hasPassword && (
          <PasswordField
            label={
              authentication === 'appPassword'
                ? t`Application password`
                : t`Password of the mailbox`
            }
            autoComplete="off"
            maxLength={1000}
            value={password}
            onChange={(event) => onPassword(event.target.value)}
            error={asked && password === '' ? t`Enter the password.` : undefined}
          />
        )}
      </div>
    </div>
  )
}
