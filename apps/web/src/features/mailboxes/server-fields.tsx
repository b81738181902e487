import { useLingui } from '@lingui/react/macro'
import { TriangleAlert } from 'lucide-react'
import { Field, Select } from '../../ui/field.tsx'
import styles from './server-fields.module.css'
import { type FetchProtocol, type Security, type Server, usualPort } from './suggest-servers.ts'

type ServerFieldsProps = {
  protocol: FetchProtocol | 'smtp'
  value: Server
  suggestions: readonly Server[]
  onChange: (value: Server) => void
  hostError?: string | undefined
  portError?: string | undefined
}

/** Where a mail server is; guesses stand beside the field and are only taken when chosen. */
export function ServerFields(props: ServerFieldsProps) {
  const { protocol, value, suggestions, onChange, hostError, portError } = props
  const { t } = useLingui()
  const changeSecurity = (security: Security) =>
    onChange({
      ...value,
      security,
      port:
        value.port === usualPort(protocol, value.security)
          ? usualPort(protocol, security)
          : value.port,
    })
  return (
    <div className={styles.fields}>
      <Field
        label={{ imap: t`IMAP server`, pop3: t`POP3 server`, smtp: t`SMTP server` }[protocol]}
        value={value.host}
        onChange={(event) => onChange({ ...value, host: event.target.value.trim() })}
        error={hostError}
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <Field
        label={t`Port`}
        value={value.port || ''}
        onChange={(event) =>
          onChange({ ...value, port: Number(event.target.value.replace(/\D/g, '')) })
        }
        error={portError}
        inputMode="numeric"
        maxLength={5}
        required
      />
      <SecurityField value={value.security} onChange={changeSecurity} />
      {value.security === 'none' && (
        <p className={styles.warning} role="alert">
          <TriangleAlert aria-hidden="true" />
          {t`The password crosses the network readable. Only for a server on this machine or on a network that you trust.`}
        </p>
      )}
      <ServerSuggestions
        label={t`Often used:`}
        servers={suggestions}
        chosen={value}
        onChoose={onChange}
      />
    </div>
  )
}

type SecurityFieldProps = { value: Security; onChange: (security: Security) => void }

function SecurityField({ value, onChange }: SecurityFieldProps) {
  const { t } = useLingui()
  return (
    <Select
      label={t`Encryption`}
      value={value}
      onChange={(event) => onChange(securityOf(event.target.value))}
    >
      <option value="tls">{t`TLS (from the start)`}</option>
      <option value="starttls">STARTTLS</option>
      <option value="none">{t`None`}</option>
    </Select>
  )
}

type ServerSuggestionsProps = {
  label: string
  servers: readonly Server[]
  chosen: Server
  onChoose: (server: Server) => void
}

/** Servers to choose instead of the one that is chosen. */
export function ServerSuggestions({ label, servers, chosen, onChoose }: ServerSuggestionsProps) {
  const others = servers.filter(
    (server) => server.host !== chosen.host || server.port !== chosen.port,
  )
  if (others.length === 0) return null
  return (
    <div className={styles.suggestions}>
      <span>{label}</span>
      {others.map((server) => (
        <button
          key={`${server.host}:${server.port}`}
          type="button"
          className={styles.suggestion}
          onClick={() => onChoose(server)}
        >
          {server.host}:{server.port}
        </button>
      ))}
    </div>
  )
}

/** The word of a `select` whose options are the three kinds. */
function securityOf(value: string): Security {
  return value === 'starttls' || value === 'none' ? value : 'tls'
}
