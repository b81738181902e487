import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { LanguageSwitch } from '../../features/session/language-switch.tsx'
import { useSetUp } from '../../features/session/session-queries.ts'
import { Logo } from '../../ui/logo.tsx'
import { Progress } from '../../ui/progress.tsx'
import { AccountForm, type Account } from './account-form.tsx'
import { OrganisationForm } from './organisation-form.tsx'
import styles from './setup-page.module.css'
import { SetupStep } from './setup-step.tsx'

const stepCount = 4

/** The first visit: an administrator and an organisation, then on to the first mailbox. */
export function SetupPage() {
  const { t } = useLingui()
  const [account, setAccount] = useState<Account>({ name: '', email: '', password: '' })
  const [step, setStep] = useState(1)
  const done = step - 1
  const title = t`Put Levee into service`
  return (
    <div className={styles.page}>
      <title>{`${title} · Levee`}</title>
      <header className={styles.top}>
        <Logo size={26} />
        <b>Levee</b>
        <LanguageSwitch />
      </header>
      <main className={styles.content}>
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.lead}>{t`Four steps, about five minutes. The last two can wait.`}</p>
        <div className={styles.progress}>
          <Progress label={title} value={(done / stepCount) * 100} size="medium" tone="ok" />
          <span>{t`${done} of ${stepCount}`}</span>
        </div>
        <ol className={styles.steps}>
          <AccountStep
            account={account}
            isOpen={step === 1}
            onDone={(next) => {
              setAccount(next)
              setStep(2)
            }}
            onChange={() => setStep(1)}
          />
          <OrganisationStep account={account} isOpen={step === 2} />
          <LaterSteps />
        </ol>
      </main>
    </div>
  )
}

type AccountStepProps = {
  account: Account
  isOpen: boolean
  onDone: (account: Account) => void
  onChange: () => void
}

function AccountStep({ account, isOpen, onDone, onChange }: AccountStepProps) {
  const { t } = useLingui()
  return (
    <SetupStep
      number={1}
      state={isOpen ? 'current' : 'done'}
      title={t`Create the administrator’s account`}
      text={isOpen ? t`With it you connect mailboxes and add your colleagues.` : account.email}
      onChange={onChange}
    >
      <AccountForm account={account} onDone={onDone} />
    </SetupStep>
  )
}

function OrganisationStep({ account, isOpen }: { account: Account; isOpen: boolean }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const setUp = useSetUp()
  const connectMailbox = () =>
    navigate({ to: '/settings/mailboxes/new/$step', params: { step: 'address' } })
  return (
    <SetupStep
      number={2}
      state={isOpen ? 'current' : 'waiting'}
      title={t`Describe the organisation`}
      text={t`Its time zone decides on which day and in which year a mail arrived.`}
    >
      <OrganisationForm
        error={setUp.error}
        busy={setUp.isPending}
        onDone={(organisation) =>
          setUp.mutate({ ...account, ...organisation }, { onSuccess: connectMailbox })
        }
      />
    </SetupStep>
  )
}

function LaterSteps() {
  const { t } = useLingui()
  return (
    <>
      <SetupStep
        number={3}
        state="waiting"
        title={t`Connect a first mailbox`}
        text={t`Over IMAP; nothing is deleted on your mail server.`}
      />
      <SetupStep
        number={4}
        state="waiting"
        title={t`Add your colleagues`}
        text={t`With a role and a first password each.`}
      />
    </>
  )
}
