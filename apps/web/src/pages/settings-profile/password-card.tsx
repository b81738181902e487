import { useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { useChangeProfile } from '../../features/session/session-queries.ts'
import { ProblemError } from '../../problem-error.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import card from '../settings/card.module.css'
import { Saved } from '../settings/saved.tsx'

const shortestPassword = 10 // as the server asks
const nothing = { current: '', wanted: '' }

export function PasswordCard() {
  const { t } = useLingui()
  const { change, values, setValues, asked, submit } = usePasswordChange()
  const wrong = isWrongPassword(change.error)
  return (
    <section className={card.card}>
      <div className={card.head}>
        <h2 className={card.title}>{t`Password`}</h2>
      </div>
      <form className={card.body} onSubmit={submit} noValidate>
        <PasswordFields values={values} onChange={setValues} asked={asked} wrong={wrong} />
        {change.error && !wrong && <Banner tone="danger">{problemText(change.error)}</Banner>}
        <div className={card.actions}>
          <Button type="submit" busy={change.isPending}>
            {t`Change the password`}
          </Button>
          <Saved shown={change.isSuccess} />
        </div>
      </form>
    </section>
  )
}

type Passwords = { current: string; wanted: string }

type PasswordFieldsProps = {
  values: Passwords
  onChange: (values: Passwords) => void
  asked: boolean
  /** Whether the server refused the current password. */
  wrong: boolean
}

function PasswordFields({ values, onChange, asked, wrong }: PasswordFieldsProps) {
  const { t } = useLingui()
  const isShort = values.wanted.length < shortestPassword
  const currentError = () => {
    if (asked && values.current === '') return t`Enter your current password.`
    return wrong ? t`This is not your current password.` : undefined
  }
  return (
    <div className={card.fields}>
      <PasswordField
        label={t`Current password`}
        autoComplete="current-password"
        maxLength={200}
        value={values.current}
        onChange={(event) => onChange({ ...values, current: event.target.value })}
        error={currentError()}
      />
      <PasswordField
        label={t`New password`}
        hint={t`At least 10 characters; a few words in a row are easy to remember and hard to guess.`}
        autoComplete="new-password"
        maxLength={200}
        value={values.wanted}
        onChange={(event) => onChange({ ...values, wanted: event.target.value })}
        error={asked && isShort ? t`Use at least 10 characters.` : undefined}
      />
    </div>
  )
}

function usePasswordChange() {
  const change = useChangeProfile()
  const [values, setValues] = useState<Passwords>(nothing)
  const [asked, setAsked] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (values.current === '' || values.wanted.length < shortestPassword) return
    change.mutate(
      { currentPassword: values.current, password: values.wanted },
      {
        onSuccess: () => {
          setValues(nothing)
          setAsked(false)
        },
      },
    )
  }
  return { change, values, setValues, asked, submit }
}

/** Whether the server refused the current password, and not what was chosen as the new one. */
function isWrongPassword(error: Error | null): boolean {
  return error instanceof ProblemError && error.messageFor('currentPassword') !== undefined
}
