import type { Ledger, LedgerFate } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleAlert, ShieldCheck } from 'lucide-react'
import { timeAgo } from '../../formatting/dates.ts'
import { wholeNumber } from '../../formatting/numbers.ts'
import { useNow } from '../../formatting/use-now.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './ledger-card.module.css'
import { shownFates, useFateNames } from './ledger-fates.ts'
import { LedgerFolders } from './ledger-folders.tsx'
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
      {data ? (
        <>
          <Fates mailboxId={mailboxId} ledger={data} />
          <Verdict ledger={data} />
          <LedgerFolders folders={data.folders} />
        </>
      ) : (
        <Skeleton width="100%" height={58} />
      )}
    </section>
  )
}

function Fates({ mailboxId, ledger }: { mailboxId: string; ledger: Ledger }) {
  const { t } = useLingui()
  return (
    <dl className={styles.fates}>
      <div>
        <dt>{t`On the server`}</dt>
        <dd>{wholeNumber(ledger.server)}</dd>
      </div>
      {shownFates(ledger).map((fate) => (
        <Fate key={fate} mailboxId={mailboxId} fate={fate} count={ledger[fate]} />
      ))}
    </dl>
  )
}

type FateProps = { mailboxId: string; fate: LedgerFate; count: number }

/** A number that leads to the messages behind it. */
function Fate({ mailboxId, fate, count }: FateProps) {
  const names = useFateNames()
  const isWrong = fate === 'unaccounted' && count > 0
  return (
    <div className={isWrong ? styles.incomplete : fate === 'unaccounted' ? styles.complete : ''}>
      <dt>{names[fate]}</dt>
      <dd>
        {count === 0 ? (
          wholeNumber(count)
        ) : (
          <Link to="/settings/mailboxes/$id/ledger/$fate" params={{ id: mailboxId, fate }}>
            {wholeNumber(count)}
          </Link>
        )}
      </dd>
    </div>
  )
}

function Verdict({ ledger: { unaccounted, unaccountedSince } }: { ledger: Ledger }) {
  const { t } = useLingui()
  const now = useNow()
  const ago = unaccountedSince === null ? '' : timeAgo(new Date(unaccountedSince), now)
  if (unaccounted === 0) {
    return (
      <p className={styles.fine}>
        <ShieldCheck aria-hidden="true" />
        {t`Nothing is missing.`}
      </p>
    )
  }
  return (
    <p className={styles.wrong}>
      <CircleAlert aria-hidden="true" />
      {ago === ''
        ? t`These were seen on the server and are not in Levee yet. They are fetched with the next pass.`
        : t`The server shows these and does not give them (noticed ${ago}). They are asked for again every night, and whenever you synchronise.`}
    </p>
  )
}
