import type { CheckedStep } from '@levee/contract'
import { t } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Check, X } from 'lucide-react'
import { classNames } from '../../ui/class-names.ts'
import { Spinner } from '../../ui/spinner.tsx'
import styles from './check-report.module.css'
import { errorText } from './mailbox-error.ts'
import type { Server } from './suggest-servers.ts'

type CheckReportProps = {
  label: string
  server: Server
  username: string
  steps: readonly CheckedStep[]
  running: boolean
}

/** What was tried with a mail server, step by step, and how to mend what failed. */
export function CheckReport({ label, server, username, steps, running }: CheckReportProps) {
  const { t } = useLingui()
  if (running) {
    return (
      <output className={styles.running}>
        <Spinner /> {t`Connecting to ${server.host}…`}
      </output>
    )
  }
  return (
    <ul
      className={classNames(styles.steps, steps.every(({ ok }) => ok) && styles.strip)}
      aria-label={label}
    >
      {steps.map((step) => (
        <li key={step.step} className={styles.step}>
          <span className={classNames(styles.mark, step.ok ? styles.ok : styles.failed)}>
            {step.ok ? <Check aria-label={t`Done`} /> : <X aria-label={t`Failed`} />}
          </span>
          <div>
            <b>{stepName(step.step)}</b>
            {step.ok ? (
              <Success step={step} detail={stepDetail(step.step, server, username)} />
            ) : (
              <Failure step={step} />
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** The outcome in a sentence, for whoever does not see the list. */
export function checkOutcome(steps: readonly CheckedStep[]): string {
  const failure = steps.find(({ ok }) => !ok)
  if (!failure) return t`Connection tested`
  const { title, advice } = failureText(failure)
  return `${stepName(failure.step)}: ${title}. ${advice ?? ''}`
}

/** The failure in the language of the screen where its code is known, else as the server words it. */
function failureText(step: CheckedStep): { title: string; advice?: string | undefined } {
  if (step.code === undefined) return { title: step.message, advice: step.fix }
  return errorText(step.code)
}

function Failure({ step }: { step: CheckedStep }) {
  const { title, advice } = failureText(step)
  return (
    <>
      <p className={styles.reason}>{title}</p>
      {advice !== undefined && <p className={styles.fix}>{advice}</p>}
    </>
  )
}

/** What worked, and what there is to know of it all the same. */
function Success({ step, detail }: { step: CheckedStep; detail: string }) {
  const { t } = useLingui()
  if (step.code !== 'noUidl') return <p className={styles.message}>{detail}</p>
  return (
    <>
      <p className={styles.reason}>{t`This server gives messages no names (UIDL)`}</p>
      <p className={styles.fix}>
        {t`The whole mailbox is fetched each time something arrives. Use IMAP if the provider has it; else let mail be deleted from the server after some days.`}
      </p>
    </>
  )
}

function stepName(step: CheckedStep['step']): string {
  const names: Record<CheckedStep['step'], string> = {
    dns: t`Name of the server`,
    connect: t`Connection`,
    smtpConnect: t`Connection`,
    tls: t`Encryption and certificate`,
    smtpTls: t`Encryption and certificate`,
    login: t`User name and password`,
    smtpLogin: t`User name and password`,
    folders: t`Folders`,
    messages: t`Messages`,
  }
  return names[step]
}

/** What was found where a step succeeded. */
function stepDetail(step: CheckedStep['step'], server: Server, username: string): string {
  const place = `${server.host}:${server.port}`
  const encryption =
    server.security === 'starttls' ? t`STARTTLS, certificate valid` : t`TLS, certificate valid`
  const login = username === '' ? t`accepted` : t`${username}, accepted`
  const details: Record<CheckedStep['step'], string> = {
    dns: server.host,
    connect: place,
    smtpConnect: place,
    tls: encryption,
    smtpTls: encryption,
    login,
    smtpLogin: login,
    folders: t`can be read`,
    messages: t`can be listed`,
  }
  return details[step]
}
