import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, sql } from '@levee/db'
import { testDatabase } from '@levee/db/testing'
import { createFileDesk, type PasswordAccount } from '@levee/mail'
import { emptyDns } from '@levee/mail/testing'
import { deriveKeys, openBlobStore, sealSecret } from '@levee/storage'
import { pino } from 'pino'
import type { Deps } from '../../../deps.ts'
import { createJobs } from '../../../jobs.ts'
import { offline } from '../../../testing/offline.ts'
import { sharedReader } from '../../../testing/shared-reader.ts'
import { receiveMessages, type StoredMessage } from '../receive-message.ts'

/** Everything that intake needs, real, on a database and a folder of its own. */
export async function intakeDeps(db?: Db): Promise<Deps & { close(): Promise<void> }> {
  const database = db ?? (await testDatabase())
  const dataDir = await mkdtemp(join(tmpdir(), 'levee-intake-'))
  const keys = deriveKeys(randomBytes(32))
  const log = pino({ level: process.env['LOG_LEVEL'] ?? 'silent' })
  const files = createFileDesk()
  const jobs = createJobs({ db: database, log })
  await jobs.start()
  const blobs = openBlobStore({ directory: join(dataDir, 'blobs'), key: keys.blobs })
  return {
    db: database,
    blobs,
    keys,
    reader: sharedReader(),
    files,
    internet: offline,
    dns: emptyDns(),
    config: {
      host: '127.0.0.1',
      port: 0,
      databaseUrl: undefined,
      dataDir,
      secretKey: undefined,
      publicUrl: undefined,
      role: 'all',
      allowPrivateNetwork: true,
      lmtpPort: undefined,
      smtpPort: undefined,
      clamd: undefined,
      logLevel: 'silent',
    },
    now: () => new Date(),
    log,
    jobs,
    async close() {
      await jobs.stop()
      await files.close()
      await blobs.close()
      await database.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** An organisation that is set up, in this time zone. */
export async function anOrganisation({ db }: Deps, timeZone = 'Europe/Paris'): Promise<void> {
  await db.run(sql`
    insert into installation (organisation, locale, time_zone) values ('Vareilles', 'fr', ${timeZone})
    on conflict (id) do update set time_zone = excluded.time_zone`)
}

type MailboxOptions = {
  address?: string
  account?: PasswordAccount
  triageSince?: Date
  folders?: string[]
  mode?: 'mirror' | 'readOnly'
  /** How it is fetched from the account; imap when not said. */
  protocol?: 'imap' | 'pop3'
  deleteAfterDays?: number
  /** Another worker that keeps it, for an hour. */
  leaseOwner?: string
}

let made = 0

/** A mailbox that receives from this account, or by push. */
export async function aMailbox(
  { db, keys }: Deps,
  { account, triageSince, folders = [], protocol = 'imap', ...more }: MailboxOptions = {},
): Promise<string> {
  const mode = more.mode ?? (protocol === 'pop3' ? 'readOnly' : 'mirror')
  const address = more.address ?? `contact${++made}@mairie.example`
  const row = await db.row<{ id: string }>(sql`
    insert into mailbox (name, address, protocol, incoming_host, incoming_port, incoming_security,
      incoming_username, incoming_secret, triage_since, watched_folders, mode, delete_after_days, lease_owner, lease_until)
    values (${address}, ${address}, ${account ? protocol : 'push'}, ${account?.host ?? null},
      ${account?.port ?? null}, ${account?.security ?? null}, ${account?.username ?? null},
      ${account ? sealSecret(keys.secrets, account.password) : null},
      ${triageSince ?? new Date(Date.now() - 30 * 86_400_000)}, ${folders}, ${mode},
      ${more.deleteAfterDays ?? null}, ${more.leaseOwner ?? null}, now() + interval '1 hour' * ${more.leaseOwner ? 1 : 0})
    returning id`)
  if (!row) throw new Error('The mailbox was not inserted.')
  return row.id
}

let folders = 0

/** A folder of a mailbox, and what delivers into it as the synchronisation would. */
export async function deliveryInto(
  deps: Deps,
  mailboxId: string,
  role: 'inbox' | 'sent' = 'inbox',
): Promise<(mails: { uid: number; raw: Buffer; at?: Date }[]) => Promise<StoredMessage[]>> {
  const folder = await deps.db.row<{ id: string; triageSince: Date }>(sql`
    with made as (
      insert into folder (mailbox_id, path, role, uid_validity)
      values (${mailboxId}, ${`F${++folders}`}, ${role}, 7) returning id)
    select made.id, triage_since as "triageSince" from made, mailbox where mailbox.id = ${mailboxId}`)
  if (!folder) throw new Error(`There is no mailbox ${mailboxId}.`)
  const { id, triageSince } = folder
  return (mails) =>
    receiveMessages(deps, {
      mailbox: { id: mailboxId, triageSince },
      folder: { id, role, uidValidity: 7 },
      messages: mails.map(({ uid, raw, at = new Date() }) => ({ uid, raw, internalDate: at })),
      nextUid: null,
      isImport: false,
    })
}

/** What intake made of a conversation. */
export type FiledConversation = {
  id: string
  reference: string | null
  status: string
  count: number
  imported: boolean
  revision: number
  mailboxIds: string[]
  claims: string | null
}

export async function filedConversation({ db }: Deps, id: string): Promise<FiledConversation> {
  const row = await db.row<FiledConversation>(sql`
    select id, reference, status, message_count as count, imported, revision,
      mailbox_ids as "mailboxIds", claims_to_answer as claims from conversation where id = ${id}`)
  if (!row) throw new Error('no such conversation')
  return row
}

type MailOptions = {
  from?: string
  to?: string
  subject?: string
  id?: string | null
  inReplyTo?: string | null
  references?: string | null
  body?: string
  headers?: string[]
}

/** An e-mail as bytes. */
export function aMail({
  from = 'Anne <anne@x.example>',
  to = 'contact@mairie.example',
  subject = 'Demande',
  id = `<${++made}@x.example>`,
  inReplyTo = null,
  references = null,
  body = `Bonjour ${++made}`,
  headers = [],
}: MailOptions = {}): Buffer {
  const lines = [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    'Date: Mon, 5 Jan 2026 10:00:00 +0100',
    ...(id === null ? [] : [`Message-ID: ${id}`]),
    ...(inReplyTo === null ? [] : [`In-Reply-To: ${inReplyTo}`]),
    ...(references === null ? [] : [`References: ${references}`]),
    ...headers,
    '',
    body,
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}

/** Waits until `look` finds what is waited for; the time limit is the test's. */
export async function eventually<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  for (;;) {
    const found = await look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 20)) // between two looks at the database
  }
}
