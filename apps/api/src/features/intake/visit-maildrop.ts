import { splitByName } from '@levee/domain'
import {
  connectPop3,
  glanceAtMaildrop,
  type ListedMail,
  listMaildrop,
  type MaildropGlance,
  type Pop3Connection,
  quit,
} from '@levee/mail'
import { withLogin } from '../oauth/service.ts'
import { deletableMails, type HeldHere, nextDeletion } from './delete-from-maildrop.ts'
import { fetchMaildrop } from './fetch-maildrop.ts'
import { type LedgerFolder, noteFolder, openLedger, reconcile } from './ledger.ts'
import { INBOX, type MaildropWork } from './maildrop.ts'
import { heldMails } from './maildrop-ledger.ts'
import { missingFrom, writeDownMissing } from './missing-mails.ts'

/** What one session did. */
export type Visit = {
  /** false: the next session goes on with it. */
  isComplete: boolean
  /** How long the server wants to be left alone. */
  loginDelay: number // ms
}

/** A glance may miss that one mail came and another of the same size went: all of it is listed now and then. */
const LISTING_EVERY = 3_600_000 // ms
/** Mail without names must be fetched to be listed. */
const NAMELESS_LISTING_EVERY = 86_400_000 // ms

/** One session: fetches and stores what is missing, then deletes what may be; a maildrop as it was is left at once. */
export async function visitMaildrop(work: MaildropWork, isFull: boolean): Promise<Visit> {
  const connection = await connect(work)
  const hangUp = (): void => connection.close()
  work.stop.addEventListener('abort', hangUp, { once: true })
  try {
    if (work.stop.aborted) return { isComplete: false, loginDelay: 0 }
    if (isFull) work.trouble.forget(INBOX.path)
    const { loginDelay } = connection
    const glance = await glanceAtMaildrop(connection)
    if (isFull || !isAsItWas(work, glance)) {
      return { isComplete: await bringIn(work, connection, glance), loginDelay }
    }
    await quit(connection)
    return { isComplete: true, loginDelay }
  } finally {
    work.stop.removeEventListener('abort', hangUp)
    connection.close()
  }
}

function connect({ deps, mailbox }: MaildropWork): Promise<Pop3Connection> {
  const { host, port, security, username } = mailbox
  const { allowPrivateNetwork } = deps.config
  return withLogin(deps, mailbox, (login) =>
    connectPop3({ host, port, security, username, ...login }, { allowPrivateNetwork }),
  )
}

function isAsItWas({ deps, maildrop }: MaildropWork, glance: MaildropGlance): boolean {
  const { glance: before, listedAt, deleteAt, isNamed } = maildrop
  const now = +deps.now()
  if (!before || !listedAt || (deleteAt && +deleteAt <= now)) return false
  if (now - +listedAt > (isNamed ? LISTING_EVERY : NAMELESS_LISTING_EVERY)) return false
  const { count, bytes, lastUidl } = glance
  return before.count === count && before.bytes === bytes && before.lastUidl === lastUidl
}

/** @returns whether nothing is left to do. */
async function bringIn(
  work: MaildropWork,
  connection: Pop3Connection,
  glance: MaildropGlance,
): Promise<boolean> {
  const { deps, mailbox } = work
  const listed = await listMaildrop(connection)
  const { named, nameless } = splitByName(listed)
  warnOfNames(work, nameless.length)
  const ledger = await openLedger(deps, mailbox.id, { opened: INBOX, role: INBOX.role })
  const numbers = new Map(named.map(({ uidl, number }) => [uidl, number]))
  const known = await heldMails(deps.db, ledger, [...numbers.keys()])
  const missing = [
    ...named.filter(({ uidl }) => !known.has(uidl)),
    ...nameless.map((mail) => ({ ...mail, uidl: undefined })),
  ].toSorted((a, b) => a.number - b.number)
  const fetched = await fetchMaildrop(work, { connection, ledger, missing })
  for (const [name, number] of fetched.found) numbers.set(name, number)
  const rows = await heldMails(deps.db, ledger, [...numbers.keys()])
  const held = [...numbers].flatMap(([name, number]): HeldHere[] => {
    const row = rows.get(name)
    return row ? [{ ...row, number }] : []
  })
  const isKnown = fetched.isComplete || nameless.length === 0 // else what was not fetched may be anything
  if (isKnown) await note(work, ledger, { held, count: listed.length })
  if (fetched.isComplete) return finish(work, connection, { ledger, held, listed, glance })
  if (!work.stop.aborted) await quit(connection)
  return false
}

type Seen = {
  ledger: LedgerFolder
  held: HeldHere[]
  listed: readonly ListedMail[]
  glance: MaildropGlance
}

/** Deletes what may leave the server, and remembers the rest. @returns whether nothing is left to do. */
async function finish(
  work: MaildropWork,
  connection: Pop3Connection,
  { ledger, held, listed, glance }: Seen,
): Promise<boolean> {
  const { mails, unreadable, isMore } = await deletableMails(work, held)
  await quit(
    connection,
    mails.map(({ number }) => number),
  )
  const deleted = new Set(mails)
  const kept = held.filter((mail) => !deleted.has(mail))
  const missing = missingFrom(listed, held)
  await writeDownMissing(work, ledger, missing)
  if (mails.length > 0) {
    await note(work, ledger, { held: kept, count: listed.length - mails.length })
  }
  const { deps, mailbox, maildrop } = work
  const waiting = kept.filter((mail) => !unreadable.has(mail)) // those are tried again with the next listing
  maildrop.glance = mails.length > 0 ? undefined : glance
  maildrop.listedAt = deps.now()
  maildrop.deleteAt = nextDeletion(mailbox, waiting)
  maildrop.isImporting = false
  maildrop.unaccounted = missing.length
  return !isMore
}

/** Writes into the ledger what the server shows; what it shows no more is gone from there, and stays here. */
async function note(
  { deps }: MaildropWork,
  ledger: LedgerFolder,
  { held, count }: { held: HeldHere[]; count: number },
): Promise<void> {
  const uids = held.map(({ uid }) => uid)
  await reconcile(deps, ledger, uids)
  const nextUid =
    uids.length === count ? uids.reduce((next, uid) => Math.max(next, uid + 1), 1) : null
  await noteFolder(deps.db, ledger, { serverCount: count, nextUid })
}

function warnOfNames({ deps, mailbox, maildrop }: MaildropWork, nameless: number): void {
  if (nameless > 0 && maildrop.isNamed) {
    deps.log.warn(
      { mailboxId: mailbox.id, nameless },
      'the POP3 server gives messages no names of their own (UIDL): they are fetched again whenever something changes',
    )
  }
  maildrop.isNamed = nameless === 0
}
