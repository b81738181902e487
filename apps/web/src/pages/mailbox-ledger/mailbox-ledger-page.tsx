import type { LedgerFate } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { isFate, shownFates, useFateNames } from '../../features/mailboxes/ledger-fates.ts'
import {
  ledgerLinesQuery,
  ledgerQuery,
  mailboxQuery,
} from '../../features/mailboxes/mailbox-queries.ts'
import { wholeNumber } from '../../formatting/numbers.ts'
import { problemText } from '../../problem-text.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { CalmWaterPicture } from '../../ui/pictures.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import card from '../settings/card.module.css'
import { SettingsPage } from '../settings/settings-page.tsx'
import { LedgerLines } from './ledger-lines.tsx'
import styles from './mailbox-ledger-page.module.css'

/** The messages behind a number of the ledger. */
export function MailboxLedgerPage() {
  const { t } = useLingui()
  const { id, fate: word } = useParams({ from: '/shell/settings/mailboxes/$id/ledger/$fate' })
  const fate = isFate(word) ? word : 'filed'
  const mailbox = useQuery(mailboxQuery(id))
  const name = mailbox.data?.name ?? ''
  return (
    <SettingsPage
      title={t`Mail ledger`}
      aside={<span className={card.aside}>{name}</span>}
      actions={
        <Link
          to="/settings/mailboxes/$id"
          params={{ id }}
          className={buttonClass({ size: 'small' })}
        >
          <ArrowLeft /> {t`The mailbox`}
        </Link>
      }
    >
      <FateLinks id={id} fate={fate} />
      <section className={card.card}>
        <Lines key={fate} id={id} fate={fate} />
      </section>
    </SettingsPage>
  )
}

type Asked = { id: string; fate: LedgerFate }

function FateLinks({ id, fate: current }: Asked) {
  const { t } = useLingui()
  const names = useFateNames()
  const ledger = useQuery(ledgerQuery(id)).data
  if (!ledger) return <Skeleton width="100%" height={32} />
  return (
    <nav className={styles.fates} aria-label={t`Fates`}>
      {shownFates(ledger).map((fate) => (
        <Link
          key={fate}
          to="/settings/mailboxes/$id/ledger/$fate"
          params={{ id, fate }}
          aria-current={fate === current ? 'page' : undefined}
          replace
        >
          {names[fate]} <b>{wholeNumber(ledger[fate])}</b>
        </Link>
      ))}
    </nav>
  )
}

function Lines({ id, fate }: Asked) {
  const { t } = useLingui()
  const lines = useInfiniteQuery(ledgerLinesQuery(id, fate))
  if (lines.isPending) return <Skeleton width="100%" height={220} />
  if (lines.error && !lines.data) {
    return (
      <ErrorState
        error={lines.error}
        detail={problemText(lines.error)}
        onRetry={() => void lines.refetch()}
      />
    )
  }
  const items = lines.data?.pages.flatMap((page) => page.items) ?? []
  if (items.length === 0) return <Nothing fate={fate} />
  return (
    <>
      <LedgerLines mailboxId={id} fate={fate} lines={items} />
      {lines.hasNextPage && (
        <p className={styles.more}>
          <Button
            size="small"
            busy={lines.isFetchingNextPage}
            onClick={() => void lines.fetchNextPage()}
          >
            {t`Show more`}
          </Button>
        </p>
      )}
    </>
  )
}

function Nothing({ fate }: { fate: LedgerFate }) {
  const { t } = useLingui()
  return (
    <EmptyState picture={<CalmWaterPicture />} title={t`No message`}>
      {fate === 'unaccounted'
        ? t`Every message that the server names is in Levee. It may count more than it names.`
        : t`No message of this mailbox has met this fate.`}
    </EmptyState>
  )
}
