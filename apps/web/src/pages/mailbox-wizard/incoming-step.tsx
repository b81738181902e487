import type { MailboxDiscovery } from '@levee/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { SlidersHorizontal } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { CertificateNote } from '../../features/mailboxes/certificate-note.tsx'
import { CheckNotes } from '../../features/mailboxes/check-notes.tsx'
import { ProtocolChoice } from '../../features/mailboxes/protocol-choice.tsx'
import { oneDecimal } from '../../formatting/numbers.ts'
import { Button } from '../../ui/button.tsx'
import { CheckOutcome } from './check-outcome.tsx'
import { DiscoverySources } from './discovery-sources.tsx'
import type { CheckedFolder } from './folders-step.tsx'
import { FoundServer } from './found-server.tsx'
import { IncomingFields } from './incoming-fields.tsx'
import { isPort } from './is-port.ts'
import type { StepProps } from './mailbox-wizard-page.tsx'
import { OtherProtocols } from './other-protocols.tsx'
import { SearchingStep } from './searching-step.tsx'
import { StepFooter } from './step-footer.tsx'
import styles from './step-section.module.css'
import { SubmitLabel } from './submit-label.tsx'
import { useConnectionCheck } from './use-connection-check.ts'
import { SignInPanel } from './sign-in-panel.tsx'
import { switchProtocol } from './switch-protocol.ts'
import { draftOf, hasLogin, incomingInput, outgoingOf, signInOf } from './wizard-draft.ts'
import { WizardFrame } from './wizard-frame.tsx'

type IncomingStepProps = StepProps & { onChecked: (folders: CheckedFolder[]) => void }

/** First the search for the servers, then what it found, to be completed and checked. */
export function IncomingStep(props: IncomingStepProps) {
  const [isImpatient, setImpatient] = useState(false)
  if (props.discovery.isPending && !isImpatient)
    return <SearchingStep {...props} onByHand={() => setImpatient(true)} />
  return <IncomingForm {...props} />
}

function IncomingForm(props: IncomingStepProps) {
  const { secrets, onSecrets, goTo, leave, discovery } = props
  const { t } = useLingui()
  const form = useId()
  const incoming = useIncoming(props)
  const { address, account, setAccount, asked, check, submit, isManual, toggleManual } = incoming
  const signIn = signInOf(secrets, incoming.candidate)
  return (
    <WizardFrame
      step="incoming"
      summary={{ address }}
      deletion={account.protocol === 'pop3' ? 'choice' : null}
      title={
        isManual
          ? t`Where is the mail of ${address}?`
          : incoming.isRecommended
            ? t`Server found: IMAP recommended`
            : account.protocol === 'pop3'
              ? t`Server found: POP3`
              : t`Server found: IMAP`
      }
      lead={
        incoming.hasFound ? (
          <Lead address={address} isManual={isManual} found={discovery.data} />
        ) : (
          t`The name of the server is a guess from the address: correct it where needed, then check.`
        )
      }
      onLeave={leave}
      footer={
        <StepFooter
          form={form}
          busy={check.isRunning}
          tested={check.isWorking}
          onBack={() => goTo('address')}
          submit={
            <SubmitLabel
              check={check}
              first={t`Check the connection`}
              then={account.protocol === 'pop3' ? t`Continue with POP3` : t`Continue with IMAP`}
            />
          }
        >
          {incoming.hasFound && (
            <Button variant="ghost" aria-pressed={isManual} onClick={toggleManual}>
              <SlidersHorizontal /> {t`Settings by hand`}
            </Button>
          )}
        </StepFooter>
      }
    >
      <form id={form} className={styles.sections} onSubmit={submit} noValidate>
        <ProtocolChoice
          value={account.protocol}
          onChange={(protocol) => {
            setAccount(switchProtocol(account, address, { protocol, discovery: discovery.data }))
            const { incoming: password, outgoing } = secrets
            onSecrets({ incoming: password, outgoing }) // tokens are for one of them
          }}
        />
        {discovery.data && <DiscoverySources discovery={discovery.data} />}
        <FoundServer
          discovery={discovery}
          account={account}
          isManual={isManual}
          onChoose={(server) => setAccount({ ...account, ...server })}
        />
        <SignInPanel
          protocol={account.protocol}
          signIn={signIn}
          secrets={secrets}
          onSecrets={onSecrets}
          onServer={(server) => setAccount({ ...account, ...server })}
        />
        <IncomingFields
          hasPassword={signIn === 'password'}
          value={account}
          suggestions={isManual ? incoming.suggestions : null}
          authentication={incoming.candidate?.authentication ?? 'password'}
          password={secrets.incoming}
          onChange={setAccount}
          onPassword={(password) => onSecrets({ ...secrets, incoming: password })}
          asked={asked}
        />
        <CheckOutcome
          check={check}
          label={account.protocol === 'pop3' ? t`Receiving over POP3` : t`Receiving over IMAP`}
          server={account}
          username={account.username}
        />
        <CertificateNote steps={check.steps ?? []} />
        <CheckNotes title={t`What this server can do`} notes={check.notes} />
        {discovery.data && (
          <OtherProtocols
            protocols={discovery.data.protocols.filter(({ protocol }) => protocol === 'push')}
          />
        )}
      </form>
    </WizardFrame>
  )
}

type LeadProps = { address: string; isManual: boolean; found: MailboxDiscovery | undefined }

function Lead({ address, isManual, found }: LeadProps) {
  const { t } = useLingui()
  if (!isManual && found) {
    const seconds = oneDecimal(found.milliseconds / 1000)
    return (
      <Trans>
        Settings found for <b>{address}</b> in {seconds} s.
      </Trans>
    )
  }
  return t`Enter what your provider says, then check.`
}

function useIncoming({ search, secrets, goTo, onChecked, discovery }: IncomingStepProps) {
  const draft = draftOf(search, discovery.data)
  const [account, setAccount] = useState(draft.incoming)
  const [asked, setAsked] = useState(false)
  const candidates =
    discovery.data?.candidates.filter(({ protocol }) => protocol === account.protocol) ?? []
  const candidate = candidates.find(
    ({ incoming: { host, port } }) => host === account.host && port === account.port,
  )
  const hasFound = candidates.some(({ source }) => source !== 'guess')
  const [byHand, setByHand] = useState(!candidate || candidate.source === 'guess')
  const check = useConnectionCheck(incomingInput({ ...draft, incoming: account }, secrets))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (check.isWorking) return goTo('sending', { ...account, ...outgoingOf(secrets, search) })
    if (account.host !== '' && isPort(account.port) && hasLogin(secrets)) check.run(onChecked)
  }
  const [first] = candidates
  return {
    address: draft.address,
    account,
    setAccount,
    asked,
    check,
    submit,
    candidate,
    hasFound,
    isRecommended: account.protocol === 'imap' && discovery.data?.protocols[0]?.protocol === 'imap',
    suggestions: candidates.map(({ incoming: { host, port, security } }) => ({
      host,
      port,
      security,
    })),
    isManual: byHand || !candidate,
    toggleManual: () => {
      if (byHand && !candidate && first) setAccount({ ...account, ...first.incoming })
      setByHand(!byHand)
    },
  }
}
