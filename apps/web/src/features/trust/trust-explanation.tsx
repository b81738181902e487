import type { Message } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { AuthenticationLine } from './authentication-line.tsx'
import styles from './trust-explanation.module.css'
import { TrustReasonItem } from './trust-reason-item.tsx'

/** Why a sender is trusted or not: each reason with what was seen. */
export function TrustExplanation({ message, title }: { message: Message; title: string }) {
  const { t } = useLingui()
  const { reasons } = message.trust
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it holds text only, and keys scroll what has the focus
    <div className={styles.panel} tabIndex={0}>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.address}>{message.from.address}</p>
      {reasons.length === 0 ? (
        <p className={styles.nothing}>
          {t`Nothing speaks against this sender, and nothing proves that it is them.`}
        </p>
      ) : (
        <ul className={styles.reasons}>
          {reasons.map((reason) => (
            <TrustReasonItem key={reason.code} reason={reason} />
          ))}
        </ul>
      )}
      <AuthenticationLine message={message} />
    </div>
  )
}
