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

export function PasswordCard() {
  const { t } = useLingui()
  const changeProfile = useChangeProfile()
  const [current, setCurrent] = useState('')
  const [wanted, setWanted] = useState('')
  const [checked, setChecked] = useState(false)
  const isShort = wanted.length < shortestPassword
  const wrong = isWrongPassword(changeProfile.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (current === '' || isShort) return
    changeProfile.mutate({ currentPassword: current, password: wanted }, { onSuccess: clear })
  }
  const clear = () => {
    setCurrent('')
    setWanted('')
    setChecked(false)
  }
  return (
    <section className={card.card}>
      <div className={card.head}>
        <h2 className={card.title}>{t`Password`}</h2>
      </div>
      <form className={card.body} onSubmit={submit} noValidate>
        <div className={card.fields}>
          <PasswordField
            label={t`Current password`}
            autoComplete="current-password"
            maxLength={200}
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
            error={currentError()}
          />
          <PasswordField
            label={t`New password`}
            hint={t`At least 10 characters; a few words in a row are easy to remember and hard to guess.`}
            autoComplete="new-password"
            maxLength={200}
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
            error={checked && isShort ? t`Use at least 10 characters.` : undefined}
          />
        </div>
        {changeProfile.error && !wrong && (
          <Banner tone="danger">{problemText(changeProfile.error)}</Banner>
        )}
        <div className={card.actions}>
          <Button type="submit" busy={changeProfile.isPending}>
            {t`Change the password`}
          </Button>
          <Saved shown={changeProfile.isSuccess} />
        </div>
      </form>
    </section>
  )

  function currentError(): string | undefined {
    if (checked && current === '') return t`Enter your current password.`
    return wrong ? t`This is not your current password.` : undefined
  }
}

/** Whether the server refused the current password, and not what was chosen as the new one. */
function isWrongPassword(error: Error | null): boolean {
  return error instanceof ProblemError && error.messageFor('currentPassword') !== undefined
}
