import type { Message } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import styles from './authentication-line.module.css'

/** The technical detail: what SPF, DKIM and DMARC found, and who asked them. */
export function AuthenticationLine({ message }: { message: Message }) {
  const { t } = useLingui()
  const { spf, dkim, dmarc, arc, source } = message.authentication
  if (source === null)
    return <p className={styles.line}>{t`The sender’s servers have not been asked yet.`}</p>
  const found = Object.entries({ SPF: spf, DKIM: dkim, DMARC: dmarc, ARC: arc })
    .flatMap(([method, result]) => (result === null ? [] : [`${method} ${result}`]))
    .join(' · ')
  return (
    <p className={styles.line}>
      <span className={styles.results}>{found}</span>
      {source === 'server'
        ? t`Found by your mail server on arrival.`
        : t`Computed by Levee after arrival.`}
    </p>
  )
}
