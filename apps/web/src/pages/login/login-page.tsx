import { useLingui } from '@lingui/react/macro'
import { useRouter, useSearch } from '@tanstack/react-router'
import { CircleAlert } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { LanguageSwitch } from '../../features/session/language-switch.tsx'
import { useSignIn } from '../../features/session/session-queries.ts'
import { ProblemError } from '../../problem-error.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Logo } from '../../ui/logo.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import { LoginArt } from './login-art.tsx'
import styles from './login-page.module.css'

/** The way in; it says nothing about the organisation or its mail. */
export function LoginPage() {
  const { t } = useLingui()
  return (
    <div className={styles.page}>
      <title>{`${t`Sign in`} · Levee`}</title>
      <main className={styles.side}>
        <div className={styles.brand}>
          <Logo size={28} />
          <b>Levee</b>
        </div>
        <SignInForm />
        <footer className={styles.foot}>
          <span>{t`Levee, hosted by your organisation`}</span>
          <LanguageSwitch />
        </footer>
      </main>
      <LoginArt />
    </div>
  )
}

function SignInForm() {
  const { t } = useLingui()
  const router = useRouter()
  const { next } = useSearch({ from: '/login' })
  const signIn = useSignIn()
  const [login, setLogin] = useState({ email: '', password: '' })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    signIn.mutate(
      { ...login, email: login.email.trim() },
      { onSuccess: () => router.history.push(next ?? '/') },
    )
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <h1 className={styles.title}>{t`Sign in`}</h1>
      <p className={styles.lead}>{t`Sign in to open the mail.`}</p>
      <div role="alert" className={styles.problem}>
        {signIn.error && (
          <Banner tone="danger" icon={<CircleAlert aria-hidden="true" />}>
            <SignInProblem error={signIn.error} />
          </Banner>
        )}
      </div>
      <LoginFields value={login} onChange={setLogin} />
      <Button
        type="submit"
        variant="primary"
        size="large"
        className={styles.submit}
        busy={signIn.isPending}
      >
        {signIn.isPending && <Spinner />}
        {t`Sign in`}
      </Button>
      <p className={styles.forgotten}>
        {t`Forgotten your password? An administrator can give you a new one.`}
      </p>
    </form>
  )
}

type Login = { email: string; password: string }

function LoginFields({ value, onChange }: { value: Login; onChange: (value: Login) => void }) {
  const { t } = useLingui()
  const first = useFocusOnMount<HTMLInputElement>()
  return (
    <>
      <Field
        label={t`E-mail address`}
        className={styles.control}
        type="email"
        autoComplete="username"
        ref={first}
        required
        value={value.email}
        onChange={(event) => onChange({ ...value, email: event.target.value })}
      />
      <PasswordField
        label={t`Password`}
        className={styles.control}
        autoComplete="current-password"
        required
        value={value.password}
        onChange={(event) => onChange({ ...value, password: event.target.value })}
      />
    </>
  )
}

function SignInProblem({ error }: { error: Error }) {
  const { t } = useLingui()
  const status = error instanceof ProblemError ? error.status : undefined
  if (status === 401)
    return <>{t`The address or the password is not right. Check both and try again.`}</>
  if (status === 429)
    return <>{t`Too many attempts. To keep guessers out, wait a minute before the next one.`}</>
  return <>{problemText(error)}</>
}
