import type { LedgerFate, LedgerLine } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { dateAndTime } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import styles from './ledger-lines.module.css'

type LedgerLinesProps = { mailboxId: string; fate: LedgerFate; lines: readonly LedgerLine[] }

/** Messages with where they are on the server, and their conversation in Levee. */
export function LedgerLines({ mailboxId, fate, lines }: LedgerLinesProps) {
  const { t } = useLingui()
  const now = useNow()
  const isUnaccounted = fate === 'unaccounted'
  return (
    <table className={styles.lines}>
      <thead>
        <tr>
          <th scope="col">{isUnaccounted ? t`Noticed` : t`Received`}</th>
          <th scope="col">{isUnaccounted ? t`What the server said` : t`Message`}</th>
          <th scope="col">{t`On the server`}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.folder} ${line.uid} ${line.storedAt}`}>
            <td className={styles.at}>
              <time dateTime={line.receivedAt}>{dateAndTime(new Date(line.receivedAt), now)}</time>
            </td>
            <th scope="row">
              {isUnaccounted ? line.detail : <Message mailboxId={mailboxId} line={line} />}
            </th>
            <td className={styles.place}>{placeOf(line)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )

  function placeOf({ folder, uid, uidl, movedTo }: LedgerLine): string {
    if (folder === '') return t`handed over, no. ${uid}`
    if (uidl !== null) return `${folder} · UIDL ${uidl}`
    const place = `${folder} · UID ${uid}`
    return movedTo === null ? place : `${place} → ${movedTo}`
  }
}

function Message({ mailboxId, line }: { mailboxId: string; line: LedgerLine }) {
  const { t } = useLingui()
  const { conversationId, reference, subject, from } = line
  const title = subject || t`(no subject)`
  const sender = from.name || from.address
  const about = [sender, reference].filter(Boolean).join(' · ')
  return (
    <>
      {conversationId === null ? (
        title
      ) : (
        <Link
          to="/box/$mailbox/{-$reference}"
          params={{ mailbox: mailboxId, reference: reference ?? conversationId }}
        >
          {title}
        </Link>
      )}
      <span className={styles.about}>{about}</span>
    </>
  )
}
