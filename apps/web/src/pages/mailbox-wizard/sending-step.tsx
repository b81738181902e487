import type { CheckNote, MailboxDiscovery } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { type FormEvent, useId, useState } from 'react'
import { CertificateNote } from '../../features/mailboxes/certificate-note.tsx'
import { CheckNotes } from '../../features/mailboxes/check-notes.tsx'
import { type Server, suggestServers } from '../../features/mailboxes/suggest-servers.ts'
import { TestMailCard } from '../../features/mailboxes/test-mail-card.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckOutcome } from './check-outcome.tsx'
import { isPort } from './is-port.ts'
import type { StepProps } from './mailbox-wizard-page.tsx'
import { type Outgoing, OutgoingFields } from './outgoing-fields.tsx'
import { StepFooter } from './step-footer.tsx'
import styles from './step-section.module.css'
import { SubmitLabel } from './submit-label.tsx'
import { useConnectionCheck } from './use-connection-check.ts'
import { draftOf, mailboxInput } from './wizard-draft.ts'
import type { WizardSearch } from './wizard-search.ts'
import { WizardFrame } from './wizard-frame.tsx'

export function SendingStep(props: StepProps) {
  const { secrets, onSecrets, goTo, leave } = props
  const { t } = useLingui()
  const form = useId()
  const { draft, outgoing, setOutgoing, asked, check, submit, input, suggestions } =
    useOutgoing(props)
  const { address, incoming } = draft
  return (
    <WizardFrame
      step="sending"
      summary={{ address, incoming: `${incoming.protocol.toUpperCase()}, ${incoming.host}` }}
      deletion={incoming.protocol === 'pop3' ? 'choice' : null}
      title={t`How are answers sent?`}
      lead={t`Over SMTP, with the address of this mailbox as the sender. The check sends nothing; a test mail is sent when you ask for it.`}
      onLeave={leave}
      footer={
        <StepFooter
          form={form}
          busy={check.isRunning}
          tested={check.isWorking}
          onBack={() => goTo('incoming')}
          submit={<SubmitLabel check={check} first={t`Check sending`} then={t`Continue`} />}
        >
          <Button variant="ghost" onClick={() => goTo('folders', { receiveOnly: true })}>
            {t`Only receive`}
          </Button>
        </StepFooter>
      }
    >
      <form id={form} className={styles.sections} onSubmit={submit} noValidate>
        <OutgoingFields
          value={outgoing}
          suggestions={suggestions}
          password={secrets.outgoing}
          onChange={setOutgoing}
          onPassword={(password) => onSecrets({ ...secrets, outgoing: password })}
          asked={asked}
        />
        <CheckOutcome
          check={{ ...check, steps: sendingSteps(check.steps) }}
          label={t`Sending over SMTP`}
          server={outgoing}
          username={outgoing.sameLogin ? incoming.username : outgoing.username}
        />
        <CertificateNote steps={sendingSteps(check.steps) ?? []} />
        <CheckNotes
          title={t`Who may send in the name of this domain`}
          notes={check.notes.filter(({ topic }) => DOMAIN_TOPICS.has(topic))}
        />
        {check.isWorking && incoming.protocol === 'imap' && <TestMailCard mailbox={input} />}
      </form>
    </WizardFrame>
  )
}

/** What receiving was checked for stood in the step before. */
const DOMAIN_TOPICS: ReadonlySet<CheckNote['topic']> = new Set(['spf', 'dkim', 'dmarc'])

function useOutgoing({ search, secrets, goTo, discovery }: StepProps) {
  const draft = draftOf(search, discovery.data)
  const [outgoing, setOutgoing] = useState(draft.outgoing)
  const [asked, setAsked] = useState(false)
  const input = mailboxInput({ ...draft, receiveOnly: false, outgoing }, secrets)
  const check = useConnectionCheck(input)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (check.isWorking) return goTo('folders', searchOf(outgoing))
    if (isComplete(outgoing, secrets.outgoing)) check.run()
  }
  const suggestions = sendingServers(discovery.data, draft.address)
  return { draft, outgoing, setOutgoing, asked, check, submit, input, suggestions }
}

function isComplete({ host, port, username, sameLogin }: Outgoing, password: string): boolean {
  const hasLogin = sameLogin || username === '' || password !== ''
  return host !== '' && isPort(port) && hasLogin
}

function searchOf({ host, port, security, username, sameLogin }: Outgoing): WizardSearch {
  return {
    outHost: host,
    outPort: port,
    outSecurity: security,
    outUsername: sameLogin ? undefined : username,
    receiveOnly: undefined,
  }
}

/** What was found, each once; guesses where nothing was. */
function sendingServers(found: MailboxDiscovery | undefined, address: string): readonly Server[] {
  const servers = new Map<string, Server>()
  for (const { outgoing } of found?.candidates ?? []) {
    if (!outgoing) continue
    const { host, port, security } = outgoing
    servers.set(`${host}:${port}`, { host, port, security })
  }
  return servers.size > 0 ? [...servers.values()] : suggestServers(address).outgoing
}

/** Receiving was checked before; its steps only show where sending was not reached. */
function sendingSteps<S extends { step: string }>(steps: S[] | undefined): S[] | undefined {
  const sending = steps?.filter(({ step }) => step.startsWith('smtp'))
  return sending && sending.length > 0 ? sending : steps
}
