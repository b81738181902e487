import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronRight, TriangleAlert } from 'lucide-react'
import { ledgerQuery } from './mailbox-queries.ts'
import styles from './set-aside-notice.module.css'

/** Messages that could not be read: kept whole and shown in a view of their own. */
export function SetAsideNotice({ mailboxId }: { mailboxId: string }) {
  const { t } = useLingui()
  const count = useQuery(ledgerQuery(mailboxId)).data?.quarantined ?? 0
  if (count === 0) return null
  return (
    <Link
      to="/v/$view/{-$reference}"
      params={{ view: 'quarantine', reference: undefined }}
      className={styles.notice}
    >
      <TriangleAlert aria-hidden="true" />
      <b>{plural(count, { one: '# message set aside', other: '# messages set aside' })}</b>
      <span>{t`They could not be read; their source is kept.`}</span>
      <ChevronRight aria-hidden="true" className={styles.arrow} />
    </Link>
  )
}
