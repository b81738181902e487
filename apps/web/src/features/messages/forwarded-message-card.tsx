import type { ForwardedMessage } from '@levee/contract'
import { formatAddress } from '@levee/domain'
import { useLingui } from '@lingui/react/macro'
import { Mail } from 'lucide-react'
import { fullDate } from '../../formatting/dates.ts'
import styles from './part-card.module.css'

/** A message that came as a part of another: who wrote it, when, and what it says. */
export function ForwardedMessageCard({ message }: { message: ForwardedMessage }) {
  const { t } = useLingui()
  const { from, to, subject, date, text } = message
  const at = date && fullDate(new Date(date))
  return (
    <section className={styles.card} aria-label={t`Forwarded message`}>
      <div className={styles.head}>
        <Mail />
        {t`Forwarded message`}
      </div>
      <div className={styles.title}>{subject || t`(no subject)`}</div>
      <dl className={styles.facts}>
        {from && (
          <>
            <dt>{t({ message: 'From', context: 'the sender of a mail' })}</dt>
            <dd>{formatAddress(from)}</dd>
          </>
        )}
        {to.length > 0 && (
          <>
            <dt>{t`To`}</dt>
            <dd>{to.map(formatAddress).join(', ')}</dd>
          </>
        )}
        {at && (
          <>
            <dt>{t`Date`}</dt>
            <dd>{at}</dd>
          </>
        )}
      </dl>
      {text && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard scrolls it
        <pre className={styles.text} tabIndex={0}>
          {text}
        </pre>
      )}
    </section>
  )
}
