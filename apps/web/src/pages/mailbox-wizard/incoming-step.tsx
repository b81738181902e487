import { useLingui } from '@lingui/react/macro'
import { ArrowLeft, ArrowRight, Lock, PlugZap } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { CheckReport } from '../../features/mailboxes/check-report.tsx'
import { useCheckMailbox } from '../../features/mailboxes/mailbox-queries.ts'
import { ServerFields } from '../../features/mailboxes/server-fields.tsx'
import { suggestServers } from '../../features/mailboxes/suggest-servers.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import type { CheckedFolder } from './folders-step.tsx'
import { ImapAdvice } from './imap-advice.tsx'
import type { StepProps } from './mailbox-wizard-page.tsx'
import { SignInAdvice } from './sign-in-advice.tsx'
import styles from './step-section.module.css'
import { draftOf, incomingInput } from './wizard-draft.ts'
import { WizardFrame } from './wizard-frame.tsx'

type IncomingStepProps = StepProps & { onChecked: (folders: CheckedFolder[]) => void }

export function IncomingStep(props: IncomingStepProps) {
  const { search, secrets, onSecrets, goTo, leave, onChecked } = props
  const { t } = useLingui()
  const form = useId()
  const draft = draftOf(search)
  const [server, setServer] = useState(draft.incoming)
  const [asked, setAsked] = useState(false)
  const check = useCheckMailbox()
  const input = incomingInput({ ...draft, incoming: server }, secrets)
  const isCurrent = JSON.stringify(check.variables) === JSON.stringify(input)
  const isWorking = isCurrent && check.data?.ok === true
  const { advice, incoming } = suggestServers(draft.address)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (isWorking) return goTo('sending', server)
    if (server.host === '' || !isPort(server.port) || secrets.incoming === '') return
    check.mutate(input, { onSuccess: ({ ok, folders }) => ok && onChecked(folders) })
  }
  return (
    <WizardFrame
      step="incoming"
      summary={{ address: draft.address }}
      title={t`Where is the mail of ${draft.address}?`}
      lead={t`The name of the server is a guess from the address: correct it where needed, then check.`}
      onLeave={leave}
      footer={
        <>
          <Button variant="ghost" onClick={() => goTo('address')}>
            <ArrowLeft /> {t`Back`}
          </Button>
          {isWorking && (
            <span className={styles.tested}>
              <Lock aria-hidden="true" /> {t`Connection tested`}
            </span>
          )}
          {!isWorking && <span className={styles.space} />}
          <Button type="submit" form={form} variant="primary" size="large" busy={check.isPending}>
            {isWorking ? t`Continue with IMAP` : t`Check the connection`}
            <SubmitIcon pending={check.isPending} working={isWorking} />
          </Button>
        </>
      }
    >
      <form id={form} className={styles.sections} onSubmit={submit} noValidate>
        <SignInAdvice advice={advice} />
        <div className={styles.card}>
          <ServerFields
            protocol="imap"
            value={server}
            suggestions={incoming}
            onChange={(next) => setServer({ ...server, ...next })}
            hostError={asked && server.host === '' ? t`Enter the name of the server.` : undefined}
            portError={asked && !isPort(server.port) ? t`1 to 65535` : undefined}
          />
          <div className={styles.two}>
            <Field
              label={t`User name`}
              hint={t`Mostly the whole address.`}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={320}
              value={server.username}
              onChange={(event) => setServer({ ...server, username: event.target.value })}
            />
            <PasswordField
              label={t`Password of the mailbox`}
              autoComplete="off"
              maxLength={1000}
              value={secrets.incoming}
              onChange={(event) => onSecrets({ ...secrets, incoming: event.target.value })}
              error={asked && secrets.incoming === '' ? t`Enter the password.` : undefined}
            />
          </div>
        </div>
        {check.error && isCurrent && <Banner tone="danger">{problemText(check.error)}</Banner>}
        {(check.isPending || (isCurrent && check.data)) && (
          <CheckReport
            label={t`Receiving over IMAP`}
            server={server}
            username={server.username}
            steps={(check.data?.steps ?? []).filter(({ step }) => !step.startsWith('smtp'))}
            running={check.isPending}
          />
        )}
        <ImapAdvice />
      </form>
    </WizardFrame>
  )
}

export function SubmitIcon({ pending, working }: { pending: boolean; working: boolean }) {
  if (pending) return <Spinner />
  return working ? <ArrowRight /> : <PlugZap />
}

export function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65_535
}
