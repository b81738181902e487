import { setTimeout as delay } from 'node:timers/promises'
import { connectImap } from '../imap/connect-imap.ts'
import type { ImapOptions } from '../imap/connect-imap.ts'
import type { ImapConnection } from '../imap/connection.ts'
import { findByMessageId } from '../imap/find-by-message-id.ts'
import type { ImapAccount } from '../imap/imap-account.ts'
import { type Folder, listFolders } from '../imap/list-folders.ts'
import { openFolder } from '../imap/open-folder.ts'
import { removeMessage } from '../imap/remove-message.ts'
import { MailServerError, type MailServerProblem } from '../network/mail-server-error.ts'
import { sendMessage } from '../smtp/send-message.ts'
import type { SmtpAccount } from '../smtp/smtp-account.ts'

export type TestMail = { internetMessageId: string; address: string; raw: Buffer }

export type RoundTripAccounts = {
  incoming: ImapAccount
  outgoing: SmtpAccount
  /** false: nothing is changed on the server, the test mail stays there. */
  mayRemove: boolean
}

export type RoundTripOptions = ImapOptions & {
  /** ms from the moment that the mail was handed over. */
  timeoutMs: number
}

/** How far a mail to oneself came. `junk` did arrive, as spam; `missing` did not within its time. */
export type RoundTrip = {
  outcome: 'arrived' | 'junk' | 'missing' | 'notSent' | 'notRead'
  /** ms from when it was handed over until it was seen. */
  milliseconds: number
  folder: string | null
  /** Whether every copy that was found is deleted from the server again. */
  isRemoved: boolean
  code?: MailServerProblem
  /** What the server said. */
  detail?: string
}

const PAUSE = 1_000 // ms between looks

/** Sends a mail to its own sender and looks for it in the mailbox, until it is there or its time is over. */
export async function tryRoundTrip(
  mail: TestMail,
  accounts: RoundTripAccounts,
  options: RoundTripOptions,
): Promise<RoundTrip> {
  const sent: { at?: number } = {}
  try {
    const connection = await connectImap(accounts.incoming, options)
    try {
      const refusal = await send(mail, accounts.outgoing, options)
      if (refusal) return refusal
      sent.at = performance.now()
      return await waitForMail(connection, mail, { ...accounts, ...options, sentAt: sent.at })
    } finally {
      await connection.close()
    }
  } catch (error) {
    if (!(error instanceof MailServerError)) throw error
    const milliseconds = sent.at === undefined ? 0 : since(sent.at)
    const { code, message: detail } = error
    return { outcome: 'notRead', milliseconds, folder: null, isRemoved: false, code, detail }
  }
}

async function send(
  { address, raw }: TestMail,
  account: SmtpAccount,
  options: ImapOptions,
): Promise<RoundTrip | undefined> {
  const nothing = { outcome: 'notSent', milliseconds: 0, folder: null, isRemoved: false } as const
  try {
    const smtpEnvelope = { from: address, to: [address] }
    const { accepted, response } = await sendMessage(account, smtpEnvelope, raw, options)
    if (accepted.length > 0) return undefined
    return { ...nothing, code: 'refused', detail: response }
  } catch (error) {
    if (!(error instanceof MailServerError)) throw error
    return { ...nothing, code: error.code, detail: error.message }
  }
}

type Waiting = { sentAt: number; timeoutMs: number; mayRemove: boolean }

async function waitForMail(
  connection: ImapConnection,
  { internetMessageId }: TestMail,
  { sentAt, timeoutMs, mayRemove }: Waiting,
): Promise<RoundTrip> {
  const folders = await listFolders(connection)
  const places = [...inboxes(folders), ...folders.filter(({ role }) => role === 'junk')]
  const deadline = sentAt + timeoutMs
  for (;;) {
    for (const { path, role } of places) {
      await openFolder(connection, path, { readOnly: true }) // anew: what came since must be seen
      const found = await findByMessageId(connection, internetMessageId)
      if (found.length === 0) continue
      const outcome = role === 'junk' ? 'junk' : 'arrived'
      const milliseconds = since(sentAt)
      const copies = [path, ...folders.filter((each) => each.role === 'sent').map(pathOf)]
      const isRemoved = mayRemove && (await removeCopies(connection, copies, internetMessageId))
      return { outcome, milliseconds, folder: path, isRemoved }
    }
    if (performance.now() + PAUSE > deadline) break
    await delay(PAUSE)
  }
  return { outcome: 'missing', milliseconds: since(sentAt), folder: null, isRemoved: false }
}

function inboxes(folders: Folder[]): Folder[] {
  return folders.filter(({ path, role }) => role === 'inbox' || path.toUpperCase() === 'INBOX')
}

function pathOf({ path }: Folder): string {
  return path
}

/** Deletes the mail from each of the folders: some servers put what they send into Sent by themselves. */
async function removeCopies(
  connection: ImapConnection,
  folders: string[],
  internetMessageId: string,
): Promise<boolean> {
  let all = true
  for (const folder of folders) {
    await openFolder(connection, folder, { readOnly: false })
    for (const uid of await findByMessageId(connection, internetMessageId)) {
      const isRemoved = await removeMessage(connection, uid)
      all &&= isRemoved
    }
  }
  return all
}

function since(start: number): number {
  return Math.round(performance.now() - start)
}
