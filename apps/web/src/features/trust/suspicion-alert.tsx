import type { ConversationDetail, Message } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { CircleCheck, Copy, ShieldAlert } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { announce } from '../../announcer.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { AuthenticationLine } from './authentication-line.tsx'
import { LegitimateDialog } from './legitimate-dialog.tsx'
import styles from './suspicion-alert.module.css'
import { imitatedParty } from './suspicion.ts'
import { TrustReasonItem } from './trust-reason-item.tsx'

type SuspicionAlertProps = {
  conversation: ConversationDetail
  message: Message
  /** The name of who said that it is legitimate, when somebody did. */
  claimant: string | undefined
  /** Whether that was the viewer: a second person is needed. */
  isOwnClaim: boolean
  onReport: () => void
  onDeclared: () => void
}

const mostReasons = 4

/** The verdict on a suspicious mail, its reasons, and what can be done. Said once, on opening. */
export function SuspicionAlert(props: SuspicionAlertProps) {
  const { conversation, message, claimant, isOwnClaim, onReport, onDeclared } = props
  const { t } = useLingui()
  const [declaring, setDeclaring] = useState(false)
  const party = imitatedParty(message)
  const verdict = t`Somebody is probably posing as ${party}`
  const advice = t`Do not answer, do not open anything, do not change any bank details.`
  const announced = useRef('')
  useEffect(() => {
    if (announced.current === message.id) return // once for each mail that is opened
    announced.current = message.id
    announce(`${verdict}. ${advice}`, 'assertive')
  }, [message.id, verdict, advice])
  const reasons = message.trust.reasons
  const shown = reasons.slice(0, mostReasons)
  return (
    <section className={styles.alert} aria-label={t`Warning`}>
      <div className={styles.head}>
        <span className={styles.icon}>
          <ShieldAlert aria-hidden="true" />
        </span>
        <div className={styles.verdict}>
          <b>{verdict}</b>
          <p>{advice}</p>
        </div>
        <span className={styles.risk}>
          <Badge tone="danger">{t`High risk`}</Badge>
        </span>
      </div>
      <ul className={styles.reasons}>
        {shown.map((reason) => (
          <TrustReasonItem key={reason.code} reason={reason} />
        ))}
      </ul>
      <details className={styles.more}>
        <summary>{t`Technical details`}</summary>
        <ul className={styles.rest}>
          {reasons.slice(mostReasons).map((reason) => (
            <TrustReasonItem key={reason.code} reason={reason} />
          ))}
        </ul>
        <AuthenticationLine message={message} />
      </details>
      {claimant !== undefined && (
        <p className={styles.claim}>
          <CircleCheck aria-hidden="true" />
          {isOwnClaim
            ? t`You said that it is legitimate: “${message.trust.claim?.reason}”. Somebody else has to confirm it.`
            : t`${claimant} says that it is legitimate: “${message.trust.claim?.reason}”. Do you confirm it?`}
        </p>
      )}
      <div className={styles.actions}>
        <Button variant="danger" className={styles.report} aria-keyshortcuts="!" onClick={onReport}>
          <ShieldAlert /> {t`Quarantine and report`}
        </Button>
        <CopyDestination message={message} />
        <Button
          variant="ghost"
          className={styles.legitimate}
          disabled={isOwnClaim}
          title={isOwnClaim ? t`A second person has to confirm it.` : undefined}
          onClick={() => setDeclaring(true)}
        >
          {t`This message is legitimate…`}
        </Button>
      </div>
      <LegitimateDialog
        conversation={conversation}
        claimant={claimant}
        open={declaring}
        onOpenChange={setDeclaring}
        onDeclared={onDeclared}
      />
    </section>
  )
}

/** Where the first deceptive link leads can be copied, for whoever looks into it; not opened. */
function CopyDestination({ message }: { message: Message }) {
  const { t } = useLingui()
  const target = message.trust.reasons.find(({ code }) => code === 'linkElsewhere')?.details[
    'target'
  ]
  if (target === undefined) return null
  const copy = async () => {
    await navigator.clipboard.writeText(target)
    showToast({ text: t`Address copied.`, tone: 'done' })
    announce(t`Address copied.`)
  }
  return (
    <Button variant="ghost" onClick={() => void copy()}>
      <Copy /> {t`Copy the link’s address`}
    </Button>
  )
}
