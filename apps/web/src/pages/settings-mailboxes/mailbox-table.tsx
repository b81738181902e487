import type { Mailbox } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { AuthorisationBadge } from '../../features/mailboxes/authorisation-badge.tsx'
import { importState, isHandedItsMail } from '../../features/mailboxes/import-state.ts'
import { mailboxError } from '../../features/mailboxes/mailbox-error.ts'
import { LastSync, MailboxStateBadge } from '../../features/mailboxes/mailbox-state-badge.tsx'
import { PauseButton } from '../../features/mailboxes/pause-button.tsx'
import { RemedyButton } from '../../features/mailboxes/remedy-button.tsx'
import { SyncButton } from '../../features/mailboxes/sync-button.tsx'
import { shortDuration } from '../../formatting/durations.ts'
import { wholeNumber } from '../../formatting/numbers.ts'
import { useCountdown } from '../../formatting/use-countdown.ts'
import { classNames } from '../../ui/class-names.ts'
import { HueMark } from '../../ui/hue.tsx'
import styles from './mailbox-table.module.css'

type MailboxTableProps = { mailboxes: readonly Mailbox[]; isAdmin: boolean }

export function MailboxTable({ mailboxes, isAdmin }: MailboxTableProps) {
  const { t } = useLingui()
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t`Mailbox`}</th>
          <th scope="col">{t`State`}</th>
          <th scope="col">{t`Last in step`}</th>
          <th scope="col">{t`Last incident`}</th>
          <th scope="col">
            <span className="visually-hidden">{t`Actions`}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {mailboxes.map((mailbox) => (
          <MailboxRow key={mailbox.id} mailbox={mailbox} isAdmin={isAdmin} />
        ))}
      </tbody>
    </table>
  )
}

function MailboxRow({ mailbox, isAdmin }: { mailbox: Mailbox; isAdmin: boolean }) {
  const isFailing = mailbox.state === 'error' && !mailbox.paused
  return (
    <tr className={classNames(isFailing && styles.failing)}>
      <th scope="row">
        <Link to="/settings/mailboxes/$id" params={{ id: mailbox.id }} className={styles.name}>
          <HueMark hue={mailbox.color} shape="square" />
          <span>
            <b>{mailbox.name}</b>
            <span className={styles.address}>{mailbox.address}</span>
          </span>
        </Link>
      </th>
      <td>
        <MailboxStateBadge mailbox={mailbox} />{' '}
        <AuthorisationBadge oauth={mailbox.incoming?.oauth} />
      </td>
      <td className={styles.number}>
        <LastSync mailbox={mailbox} />
      </td>
      <td>
        <Incident mailbox={mailbox} />
      </td>
      <td className={styles.actions}>{isAdmin && <RowActions mailbox={mailbox} />}</td>
    </tr>
  )
}

function Incident({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useLingui()
  const error = mailboxError(mailbox)
  if (error) {
    return (
      <span title={mailbox.lastError ?? undefined}>
        <b>{error.title}</b>
        <NextTry mailbox={mailbox} />
      </span>
    )
  }
  const { total, done } = mailbox.import
  if (importState(mailbox) === 'running') {
    return <>{t`${wholeNumber(done)} of ${wholeNumber(total)} messages`}</>
  }
  if (mailbox.unaccounted > 0) return <Unaccounted count={mailbox.unaccounted} />
  if (mailbox.silentSince !== null) return <>{t`Unusually silent`}</>
  return <span className={styles.none}>{t`None`}</span>
}

function Unaccounted({ count }: { count: number }) {
  return (
    <b className={styles.wrong}>
      {plural(count, { one: '# message unaccounted for', other: '# messages unaccounted for' })}
    </b>
  )
}

/** When Levee tries again by itself. */
function NextTry({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useLingui()
  const wait = useCountdown(mailbox.paused ? null : mailbox.retryAt)
  const next = shortDuration(wait)
  return wait > 0 && <span className={styles.next}>{t`Next try in ${next}.`}</span>
}

function RowActions({ mailbox }: { mailbox: Mailbox }) {
  if (isHandedItsMail(mailbox)) return null // there is no server to talk to
  const isFailing = mailbox.state === 'error' && !mailbox.paused
  return (
    <div className={styles.buttons}>
      {isFailing && <RemedyButton mailbox={mailbox} />}
      {!isFailing && !mailbox.paused && <SyncButton mailboxId={mailbox.id} />}
      <PauseButton mailbox={mailbox} size="small" />
    </div>
  )
}
