import type { ProtocolAdvice } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import styles from './protocol-card.module.css'
import { VerdictBadge } from './verdict-badge.tsx'

/** The other ways to get at the mail, and why they are not the first choice. */
export function OtherProtocols({ protocols }: { protocols: readonly ProtocolAdvice[] }) {
  const { t } = useLingui()
  const names = { imap: 'IMAP', pop3: 'POP3', push: t`Forwarding or delivery` }
  return (
    <section className={styles.others} aria-label={t`Other ways`}>
      {protocols.map(({ protocol, verdict, advice }) => (
        <div key={protocol} className={styles.other}>
          <h3>
            {names[protocol]} <VerdictBadge verdict={verdict} />
          </h3>
          <p>{advice.map(({ text }) => text).join(' ')}</p>
        </div>
      ))}
    </section>
  )
}
