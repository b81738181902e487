import { Trans, useLingui } from '@lingui/react/macro'
import { Check, RefreshCw, Sparkles } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge } from '../../ui/badge.tsx'
import styles from './imap-advice.module.css'

/** Why mail is fetched over IMAP and not otherwise. */
export function ImapAdvice() {
  const { t } = useLingui()
  return (
    <section className={styles.card} aria-labelledby="why-imap">
      <div className={styles.head}>
        <span className={styles.icon}>
          <RefreshCw aria-hidden="true" />
        </span>
        <div>
          <h2 id="why-imap" className={styles.title}>
            IMAP
          </h2>
          <span
            className={styles.text}
          >{t`For a mailbox that several people or devices read`}</span>
        </div>
        <Badge tone="info">
          <Sparkles aria-hidden="true" /> {t`Recommended`}
        </Badge>
      </div>
      <ul className={styles.reasons}>
        <Reason>
          <Trans>
            <b>New mail within seconds</b>: the server announces it.
          </Trans>
        </Reason>
        <Reason>
          <Trans>
            <b>Read, answered and archived in step</b>, in both directions.
          </Trans>
        </Reason>
        <Reason>
          <Trans>
            <b>Quick to resume</b> after an interruption: only what changed is read again.
          </Trans>
        </Reason>
        <Reason>
          <Trans>
            <b>Webmail and phones as before</b>: your colleagues keep their habits.
          </Trans>
        </Reason>
      </ul>
      <p className={styles.others}>
        {t`POP3 knows neither folders nor what was read; with a forwarding, the checks of the sender become less reliable.`}
      </p>
    </section>
  )
}

function Reason({ children }: { children: ReactNode }) {
  return (
    <li>
      <Check aria-hidden="true" />
      <span>{children}</span>
    </li>
  )
}
