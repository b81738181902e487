import { createHash } from 'node:crypto'
import { planWindows } from '@levee/domain'
import { MailServerError, type Pop3Connection, receivedDateIn, retrieveMessage } from '@levee/mail'
import type { FetchTrouble } from './fetch-trouble.ts'
import { inOrder } from './in-order.ts'
import type { LedgerFolder } from './ledger.ts'
import { beginImport, LEAST_IMPORT } from './mailbox-state.ts'
import { freeUid, heldMails } from './maildrop-ledger.ts'
import { type FetchedMessage, readMessages } from './read-messages.ts'
import { storeMessages } from './receive-message.ts'
import { INBOX, type MaildropWork } from './maildrop.ts'

/** A message to be fetched; without a name of its own it is known by its content once it is here. */
export type Pending = { number: number; size: number; uidl: string | undefined }

/** What a session fetched: the messages without names of their own, by those that their content gave them. */
export type Fetched = { isComplete: boolean; found: Map<string, number> }

type Session = { connection: Pop3Connection; ledger: LedgerFolder; missing: Pending[] }

/** Fetches, reads and stores what is missing, the oldest first, in windows that memory holds. */
export async function fetchMaildrop(work: MaildropWork, session: Session): Promise<Fetched> {
  const { deps, mailbox, maildrop } = work
  const { ledger, missing } = session
  const fetched: Fetched = { isComplete: true, found: new Map() }
  if (missing.length === 0) return fetched
  await announce(work, session)
  const { id, triageSince } = mailbox
  const batch = {
    mailbox: { id, triageSince },
    folder: { id: ledger.id, role: INBOX.role, uidValidity: ledger.uidValidity },
    nextUid: null,
    isImport: maildrop.isImporting,
  }
  await inOrder(
    fetchWindows(work, session, fetched),
    (messages) => readMessages(deps, messages),
    async (messages) => {
      if (messages.length > 0) await storeMessages(deps, { ...batch, messages })
    },
    { firstAlone: ledger.nextUid === 1 }, // somebody waits for the first rows
  )
  return fetched
}

/** The first look says what an import brings; what comes while it lasts goes before it. */
async function announce(
  { deps, mailbox, maildrop }: MaildropWork,
  { ledger, missing }: Session,
): Promise<void> {
  const named = missing.filter(({ uidl }) => uidl !== undefined)
  maildrop.backlog ??= new Set(named.flatMap(({ uidl }) => uidl ?? []))
  const isFirst = ledger.nextUid === 1
  const coming = isFirst ? missing : named // the others are here, most likely
  if (maildrop.isImporting || coming.length < LEAST_IMPORT) return
  maildrop.isImporting = true
  const bytes = coming.reduce((sum, { size }) => sum + size, 0)
  await beginImport(deps, mailbox.id, { messages: coming.length, bytes })
}

/** What is fetched first: what came since the first look, then the backlog; alone and last where connections broke. */
function windowsOf({ maildrop, trouble }: MaildropWork, missing: Pending[]): Pending[][] {
  const isSuspect = (mail: Pending): boolean => trouble.isSuspect(INBOX.path, nameOf(mail))
  const isBacklog = ({ uidl }: Pending): boolean =>
    uidl === undefined || (maildrop.backlog?.has(uidl) ?? false)
  const sound = missing.filter((mail) => !isSuspect(mail))
  const ordered = [...sound.filter((mail) => !isBacklog(mail)), ...sound.filter(isBacklog)]
  const alone = missing.filter(
    (mail) => isSuspect(mail) && !trouble.isGivenUp(INBOX.path, nameOf(mail)),
  )
  return [...planWindows(ordered), ...alone.map((mail) => [mail])]
}

/** By which trouble remembers it. */
export function nameOf({ uidl, number, size }: Pending): string {
  return uidl ?? `${number} of ${size} bytes`
}

type Raw = Pending & { raw: Buffer }

async function* fetchWindows(
  work: MaildropWork,
  session: Session,
  fetched: Fetched,
): AsyncGenerator<FetchedMessage[], void, undefined> {
  const { deps, stop, limits } = work
  const isNamed = session.missing.every(({ uidl }) => uidl !== undefined) // else the next would begin anew
  const end = performance.now() + limits.fetchingMs // the next session sees what has come meanwhile
  let uid = await freeUid(deps.db, session.ledger)
  for (const [place, window] of windowsOf(work, session.missing).entries()) {
    if (stop.aborted || (isNamed && place > 0 && performance.now() >= end)) {
      fetched.isComplete = false
      return
    }
    const { raws, failure } = await retrieveWindow(work, session, window)
    const fresh = await withNames(work, session, { raws, found: fetched.found })
    yield fresh.map(({ uidl, raw }) => {
      const internalDate = dateOf(raw, deps.now())
      return { uid: uid++, uidl, raw, internalDate }
    })
    if (failure !== undefined) throw failure // what came before it is kept
  }
}

/** When the server received it, as it says itself; now where it does not, or says what cannot be. */
function dateOf(raw: Buffer, now: Date): Date {
  const received = receivedDateIn(raw)
  return received && received <= now ? received : now
}

/** What the server does not give is passed over; where the connection broke is remembered. */
async function retrieveWindow(
  { deps, mailbox, trouble, stop }: MaildropWork,
  { connection }: Session,
  window: Pending[],
): Promise<{ raws: Raw[]; failure: unknown }> {
  const answers = await Promise.allSettled(
    window.map(async (mail) => ({ ...mail, raw: await retrieveMessage(connection, mail.number) })),
  )
  const raws: Raw[] = []
  for (const [place, answer] of answers.entries()) {
    const mail = window[place]
    if (answer.status === 'fulfilled') raws.push(answer.value)
    else if (mail && isRefusal(answer.reason)) {
      noteRefusal(trouble, mail, answer.reason)
      const where = { mailboxId: mailbox.id, number: mail.number, uidl: mail.uidl }
      deps.log.error({ ...where, err: answer.reason }, 'the POP3 server does not give a message')
    } else {
      if (mail && !stop.aborted) trouble.brokeAt(INBOX.path, nameOf(mail)) // answers come in order: it was awaited
      return { raws, failure: answer.reason }
    }
  }
  return { raws, failure: undefined }
}

/** A server that is busy may give it the next time. */
function noteRefusal(trouble: FetchTrouble, mail: Pending, said: MailServerError): void {
  if (said.retryable) trouble.brokeAt(INBOX.path, nameOf(mail), said.message)
  else trouble.refusedAt(INBOX.path, nameOf(mail), said.message)
}

function isRefusal(error: unknown): error is MailServerError {
  return error instanceof MailServerError && error.code === 'refused'
}

/**
 * Gives those that have none a name, made of their content, and keeps those that the ledger lacks. Of messages
 * that are the same to the last byte, each has a name of its own.
 */
async function withNames(
  { deps }: MaildropWork,
  { ledger }: Session,
  { raws, found }: { raws: Raw[]; found: Map<string, number> },
): Promise<(Raw & { uidl: string })[]> {
  const nameless = new Set<string>()
  const all = raws.map((mail) => {
    if (mail.uidl !== undefined) return { ...mail, uidl: mail.uidl }
    const uidl = contentName(mail.raw, found)
    found.set(uidl, mail.number)
    nameless.add(uidl)
    return { ...mail, uidl }
  })
  if (nameless.size === 0) return all
  const held = await heldMails(deps.db, ledger, [...nameless])
  return all.filter(({ uidl }) => !held.has(uidl))
}

/** No server's name has a space in it (RFC 1939 §7). */
function contentName(raw: Buffer, taken: ReadonlyMap<string, number>): string {
  const sha256 = createHash('sha256').update(raw).digest('hex')
  let nth = 1
  while (taken.has(`sha256 ${sha256} ${nth}`)) nth++
  return `sha256 ${sha256} ${nth}`
}
