import { useLingui } from '@lingui/react/macro'
import { type FormEvent, useId, useState } from 'react'
import { ProtocolChoice } from '../../features/mailboxes/protocol-choice.tsx'
import { suggestIncoming, suggestServers } from '../../features/mailboxes/suggest-servers.ts'
import { CheckOutcome } from './check-outcome.tsx'
import type { CheckedFolder } from './folders-step.tsx'
import { ImapAdvice } from './imap-advice.tsx'
import { IncomingFields } from './incoming-fields.tsx'
import { isPort } from './is-port.ts'
import type { StepProps } from './mailbox-wizard-page.tsx'
import { SignInAdvice } from './sign-in-advice.tsx'
import { StepFooter } from './step-footer.tsx'
import styles from './step-section.module.css'
import { SubmitLabel } from './submit-label.tsx'
import { useConnectionCheck } from './use-connection-check.ts'
import { SignInPanel } from './sign-in-panel.tsx'
import { switchProtocol } from './switch-protocol.ts'
import { draftOf, hasLogin, incomingInput, outgoingOf } from './wizard-draft.ts'
import { WizardFrame } from './wizard-frame.tsx'

type IncomingStepProps = StepProps & { onChecked: (folders: CheckedFolder[]) => void }

export function IncomingStep(props: IncomingStepProps) {
  const { secrets, onSecrets, goTo, leave } = props
  const { t } = useLingui()
  const form = useId()
  const { address, account, setAccount, asked, check, submit } = useIncoming(props)
  const suggested = suggestServers(address)
  return (
    <WizardFrame
      step="incoming"
      summary={{ address }}
      title={t`Where is the mail of ${address}?`}
      lead={t`The name of the server is a guess from the address: correct it where needed, then check.`}
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
        />
      }
    >
      <form id={form} className={styles.sections} onSubmit={submit} noValidate>
        <SignInAdvice advice={suggested.advice} />
        <ProtocolChoice
          value={account.protocol}
          onChange={(protocol) => {
            setAccount(switchProtocol(account, address, protocol))
            const { incoming, outgoing } = secrets
            if (protocol !== 'imap') onSecrets({ incoming, outgoing }) // tokens are for IMAP
          }}
        />
        {account.protocol === 'imap' && (
          <SignInPanel
            secrets={secrets}
            onSecrets={onSecrets}
            onServer={(server) => setAccount({ ...account, ...server })}
          />
        )}
        <IncomingFields
          hasPassword={(secrets.signIn ?? 'password') === 'password'}
          value={account}
          suggestions={suggestIncoming(address, account.protocol)}
          password={secrets.incoming}
          onChange={setAccount}
          onPassword={(incoming) => onSecrets({ ...secrets, incoming })}
          asked={asked}
        />
        <CheckOutcome
          check={check}
          label={account.protocol === 'pop3' ? t`Receiving over POP3` : t`Receiving over IMAP`}
          server={account}
          username={account.username}
        />
        {account.protocol === 'imap' && <ImapAdvice />}
      </form>
    </WizardFrame>
  )
}

function useIncoming({ search, secrets, goTo, onChecked }: IncomingStepProps) {
  const draft = draftOf(search)
  const [account, setAccount] = useState(draft.incoming)
  const [asked, setAsked] = useState(false)
  const check = useConnectionCheck(incomingInput({ ...draft, incoming: account }, secrets))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (check.isWorking) return goTo('sending', { ...account, ...outgoingOf(secrets, search) })
    if (account.host !== '' && isPort(account.port) && hasLogin(secrets)) check.run(onChecked)
  }
  return { address: draft.address, account, setAccount, asked, check, submit }
}
