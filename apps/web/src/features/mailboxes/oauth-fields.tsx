import type { OAuthSettings } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Field, Select } from '../../ui/field.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { flowsAt, type OAuthForm } from './oauth-settings.ts'
import styles from './oauth.module.css'

type OAuthFieldsProps = {
  provider: OAuthSettings['provider']
  value: OAuthForm
  onChange: (value: OAuthForm) => void
  /** Whether the server has a secret, which stays when none is entered. */
  hasSecret: boolean
}

/** The application as it is registered at the provider. */
export function OAuthFields({ provider, value, onChange, hasSecret }: OAuthFieldsProps) {
  const { t } = useLingui()
  const text = (name: Exclude<keyof OAuthForm, 'flow'>) => ({
    value: value[name],
    autoComplete: 'off',
    autoCapitalize: 'none',
    spellCheck: false,
    onChange: (event: { target: { value: string } }) =>
      onChange({ ...value, [name]: event.target.value }),
  })
  return (
    <div className={styles.two}>
      <Field label={t`Application (client) ID`} maxLength={300} required {...text('clientId')} />
      <PasswordField
        label={t`Client secret`}
        hint={hasSecret ? t`Leave it empty to keep the one that Levee has.` : undefined}
        maxLength={1000}
        {...text('clientSecret')}
      />
      {provider === 'microsoft365' && (
        <Field
          label={t`Directory (tenant)`}
          hint={t`Its ID or its domain; empty for any organisation.`}
          maxLength={253}
          {...text('tenant')}
        />
      )}
      {provider === 'custom' && (
        <>
          <Field
            label={t`Issuer`}
            hint={t`Where the provider describes itself, such as https://sso.example.org.`}
            maxLength={500}
            required
            {...text('issuer')}
          />
          <Field label={t`Scope`} maxLength={1000} required {...text('scope')} />
        </>
      )}
      <FlowField provider={provider} value={value} onChange={onChange} />
    </div>
  )
}

function FlowField({ provider, value, onChange }: Omit<OAuthFieldsProps, 'hasSecret'>) {
  const { t } = useLingui()
  const flows = flowsAt(provider)
  const names: Record<OAuthSettings['flow'], string> = {
    authorizationCode: t`In this browser`,
    deviceCode: t`With a code, on another device`,
    clientCredentials: t`The application alone, without anybody`,
  }
  if (flows.length === 1) return null
  return (
    <Select
      label={t`How is it authorised?`}
      value={value.flow}
      onChange={(event) => {
        const flow = flows.find((each) => each === event.target.value)
        if (flow) onChange({ ...value, flow })
      }}
    >
      {flows.map((flow) => (
        <option key={flow} value={flow}>
          {names[flow]}
        </option>
      ))}
    </Select>
  )
}
