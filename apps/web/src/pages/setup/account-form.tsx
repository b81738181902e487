import { t } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { isEmailAddress } from '../../email-address.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import styles from './setup-form.module.css'

export type Account = { name: string; email: string; password: string }

const shortestPassword = 10 // as the server asks

export function AccountForm({
  account,
  onDone,
}: {
  account: Account
  onDone: (account: Account) => void
}) {
  const { t } = useLingui()
  const [draft, setDraft] = useState(account)
  const [checked, setChecked] = useState(false)
  const errors = checked ? accountErrors(draft) : {}
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (Object.keys(accountErrors(draft)).length > 0) return
    onDone({ ...draft, name: draft.name.trim(), email: draft.email.trim() })
  }
  return (
    <form onSubmit={submit} noValidate>
      <AccountFields value={draft} errors={errors} onChange={setDraft} />
      <div className={styles.actions}>
        <Button type="submit" variant="primary">
          {t`Continue`}
        </Button>
      </div>
    </form>
  )
}

type AccountFieldsProps = {
  value: Account
  errors: Partial<Account>
  onChange: (value: Account) => void
}

function AccountFields({ value, errors, onChange }: AccountFieldsProps) {
  const { t } = useLingui()
  const first = useFocusOnMount<HTMLInputElement>()
  return (
    <div className={styles.fields}>
      <Field
        label={t`Your name`}
        autoComplete="name"
        ref={first}
        maxLength={200}
        value={value.name}
        onChange={(event) => onChange({ ...value, name: event.target.value })}
        error={errors.name}
      />
      <Field
        label={t`E-mail address`}
        type="email"
        autoComplete="username"
        maxLength={254}
        value={value.email}
        onChange={(event) => onChange({ ...value, email: event.target.value })}
        error={errors.email}
      />
      <div className={styles.wide}>
        <PasswordField
          label={t`Password`}
          hint={t`At least 10 characters; a few words in a row are easy to remember and hard to guess.`}
          autoComplete="new-password"
          maxLength={200}
          value={value.password}
          onChange={(event) => onChange({ ...value, password: event.target.value })}
          error={errors.password}
        />
      </div>
    </div>
  )
}

function accountErrors({ name, email, password }: Account): Partial<Account> {
  return {
    ...(name.trim() === '' && { name: t`Enter your name.` }),
    ...(!isEmailAddress(email) && { email: t`Enter an e-mail address, such as name@example.org.` }),
    ...(password.length < shortestPassword && { password: t`Use at least 10 characters.` }),
  }
}
