import { deletableAt } from '@levee/domain'
import type { SyncedMailbox } from './mailbox-row.ts'
import type { HeldMail } from './maildrop-ledger.ts'
import type { MaildropWork } from './maildrop.ts'

/** A message that is in the ledger, and its number in this session. */
export type HeldHere = HeldMail & { number: number }

export type Deletable = {
  mails: HeldHere[]
  /** What stays because our copy is damaged. */
  unreadable: Set<HeldHere>
  /** Whether more is left for the next session. */
  isMore: boolean
}

/** What may leave the server: kept here long enough, and its bytes read back from the disk just now. */
export async function deletableMails(
  { deps, mailbox, limits }: MaildropWork,
  held: HeldHere[],
): Promise<Deletable> {
  const now = deps.now()
  const due = held.filter(({ storedAt }) => {
    const at = deletableAt(storedAt, mailbox.deleteAfterDays)
    return at !== null && at <= now
  })
  const mails: HeldHere[] = []
  const unreadable = new Set<HeldHere>()
  for (const mail of due) {
    if (mails.length === limits.deletions) return { mails, unreadable, isMore: true }
    try {
      await deps.blobs.get(mail.rawSha256)
      mails.push(mail)
    } catch (error) {
      unreadable.add(mail)
      const where = { mailboxId: mailbox.id, uid: mail.uid, rawSha256: mail.rawSha256, err: error }
      deps.log.error(where, 'a message stays on the POP3 server: its bytes cannot be read here')
    }
  }
  return { mails, unreadable, isMore: false }
}

/** When there is something to delete again. */
export function nextDeletion(
  { deleteAfterDays }: Pick<SyncedMailbox, 'deleteAfterDays'>,
  kept: HeldHere[],
): Date | undefined {
  return kept
    .flatMap(({ storedAt }) => deletableAt(storedAt, deleteAfterDays) ?? [])
    .reduce<Date | undefined>((first, at) => (first && first <= at ? first : at), undefined)
}
