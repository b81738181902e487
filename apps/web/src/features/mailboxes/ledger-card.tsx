import type { Ledger } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { CircleAlert, ShieldCheck } from 'lucide-react'
import { wholeNumber } from '../../formatting/numbers.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './ledger-card.module.css'
import { ledgerQuery } from './mailbox-queries.ts'

/** The fate of every message that the server showed: nothing is lost, and here it is proved. */
export function LedgerCard({ mailboxId }: { mailboxId: string }) {
  const { t } = useLingui()
  const { data, error } = useQuery(ledgerQuery(mailboxId))
  if (error && !data) return <Banner tone="danger">{problemText(error)}</Banner>
  return (
    <section className={styles.card} aria-labelledby="ledger">
      <h2 id="ledger" className={styles.title}>{t`Mail ledger`}</h2>
      <p className={styles.text}>{t`Every message that the server ever showed has one fate.`}</p>
      {data ? <Fates ledger={data} /> : <Skeleton width="100%" height={58} />}
    </section>
  )
}

function Fates({ ledger }: { ledger: Ledger }) {
  const { t } = useLingui()
  const fates: { name: string; count: number; always?: true }[] = [
    { name: t`On the server`, count: ledger.server, always: true },
    { name: t`Filed`, count: ledger.filed, always: true },
    { name: t`Newsletters`, count: ledger.newsletters },
    { name: t`Spam`, count: ledger.spam },
    { name: t`Imported as archive`, count: ledger.imported },
    { name: t`Sent mail`, count: ledger.sent },
    { name: t`Unreadable, set aside`, count: ledger.quarantined, always: true },
    { name: t`Moved on the server`, count: ledger.moved },
    { name: t`Deleted on the server`, count: ledger.gone },
  ]
  const isComplete = ledger.unaccounted === 0
  return (
    <>
      <dl className={styles.fates}>
        {fates
          .filter((fate) => fate.always || fate.count > 0)
          .map((fate) => (
            <div key={fate.name}>
              <dt>{fate.name}</dt>
              <dd>{wholeNumber(fate.count)}</dd>
            </div>
          ))}
        <div className={isComplete ? styles.complete : styles.incomplete}>
          <dt>{t`Unaccounted for`}</dt>
          <dd>{wholeNumber(ledger.unaccounted)}</dd>
        </div>
      </dl>
      <p className={isComplete ? styles.fine : styles.wrong}>
        {isComplete ? <ShieldCheck aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
        {isComplete
          ? t`Nothing is missing.`
          : t`These were seen on the server and are not in Levee yet. They are fetched with the next pass.`}
      </p>
    </>
  )
}
