import type { LeftConversation } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import styles from './work-dialog.module.css'

/** The mail that was left as it is, and why. */
export function LeftList({ left }: { left: readonly LeftConversation[] }) {
  const { t } = useLingui()
  return (
    <section>
      <h3 className={styles.heading}>{t`Left as it is`}</h3>
      <ul className={styles.list}>
        {left.map(({ conversationId, reference, subject, reason }) => (
          <li key={conversationId}>
            <Link to="/c/$reference" params={{ reference: reference ?? conversationId }}>
              {subject || t`No subject`}
            </Link>{' '}
            <span className={styles.muted}>
              {reason === 'merged'
                ? t`was merged with other mail`
                : t`somebody has gone on with it since`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
