import { useLingui } from '@lingui/react/macro'
import { ArrowLeft, Lock } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { CheckReport } from '../../features/mailboxes/check-report.tsx'
import { useCheckMailbox } from '../../features/mailboxes/mailbox-queries.ts'
import { suggestServers } from '../../features/mailboxes/suggest-servers.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { isPort, SubmitIcon } from './incoming-step.tsx'
import type { StepProps } from './mailbox-wizard-page.tsx'
import { OutgoingFields } from './outgoing-fields.tsx'
import styles from './step-section.module.css'
import { draftOf, mailboxInput, type WizardSearch } from './wizard-draft.ts'
import { WizardFrame } from './wizard-frame.tsx'

export function SendingStep({ search, secrets, onSecrets, goTo, leave }: StepProps) {
  const { t } = useLingui()
  const form = useId()
  const draft = draftOf({ ...search, receiveOnly: false })
  const [outgoing, setOutgoing] = useState(draft.outgoing)
  const [asked, setAsked] = useState(false)
  const check = useCheckMailbox()
  if (outgoing === null) return null
  const input = mailboxInput({ ...draft, outgoing }, secrets)
  const isCurrent = JSON.stringify(check.variables) === JSON.stringify(input)
  const isWorking = isCurrent && check.data?.ok === true
  const needsPassword = !outgoing.sameLogin && outgoing.username !== '' && secrets.outgoing === ''
  const keep: WizardSearch = {
    outHost: outgoing.host,
    outPort: outgoing.port,
    outSecurity: outgoing.security,
    outUsername: outgoing.sameLogin ? undefined : outgoing.username,
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (isWorking) return goTo('folders', { ...keep, receiveOnly: undefined })
    if (outgoing.host !== '' && isPort(outgoing.port) && !needsPassword) check.mutate(input)
  }
  const smtpSteps = (check.data?.steps ?? []).filter(({ step }) => step.startsWith('smtp'))
  return (
    <WizardFrame
      step="sending"
      summary={{ address: draft.address, incoming: `IMAP, ${draft.incoming.host}` }}
      title={t`How are answers sent?`}
      lead={t`Over SMTP, with the address of this mailbox as the sender. Nothing is sent for the check.`}
      onLeave={leave}
      footer={
        <>
          <Button variant="ghost" onClick={() => goTo('incoming')}>
            <ArrowLeft /> {t`Back`}
          </Button>
          <Button variant="ghost" onClick={() => goTo('folders', { ...keep, receiveOnly: true })}>
            {t`Only receive`}
          </Button>
          {isWorking && (
            <span className={styles.tested}>
              <Lock aria-hidden="true" /> {t`Connection tested`}
            </span>
          )}
          {!isWorking && <span className={styles.space} />}
          <Button type="submit" form={form} variant="primary" size="large" busy={check.isPending}>
            {isWorking ? t`Continue` : t`Check sending`}
            <SubmitIcon pending={check.isPending} working={isWorking} />
          </Button>
        </>
      }
    >
      <form id={form} className={styles.sections} onSubmit={submit} noValidate>
        <OutgoingFields
          value={outgoing}
          suggestions={suggestServers(draft.address).outgoing}
          password={secrets.outgoing}
          onChange={setOutgoing}
          onPassword={(password) => onSecrets({ ...secrets, outgoing: password })}
          asked={asked}
        />
        {check.error && isCurrent && <Banner tone="danger">{problemText(check.error)}</Banner>}
        {(check.isPending || (isCurrent && check.data)) && (
          <CheckReport
            label={t`Sending over SMTP`}
            server={outgoing}
            username={outgoing.sameLogin ? draft.incoming.username : outgoing.username}
            steps={smtpSteps.length > 0 ? smtpSteps : (check.data?.steps ?? [])}
            running={check.isPending}
          />
        )}
      </form>
    </WizardFrame>
  )
}
