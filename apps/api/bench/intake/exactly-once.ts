import { type Db, sql } from '@levee/db'
import { countMaildir, type Dovecot } from '@levee/mail/testing'
import { print } from './print.ts'
import type { SampleMail } from './sample-mail.ts'

/** The folders of the account, all of which are watched. */
export const FOLDERS = ['INBOX', ...Array.from({ length: 11 }, (_, n) => `Dossier ${n + 1}`)]

/** Delivers mail into one folder after the other. */
export async function deliverAround(server: Dovecot, mails: SampleMail[]): Promise<void> {
  for (const [place, { raw, date }] of mails.entries())
    await server.deliver(1, raw, { date, folder: FOLDERS[place % FOLDERS.length] ?? 'INBOX' })
}

/** How many messages the mail server has in all folders. */
export async function countOnServer(server: Dovecot): Promise<number> {
  const counts = await Promise.all(FOLDERS.map((name) => countMaildir(server.maildir(1), name)))
  return counts.reduce((sum, count) => sum + count, 0)
}

export type Figures = {
  deliveries: number
  messages: number
  twice: number
  references: number
  gaps: number
  miscounted: number
  ahead: number
}

/** What the database holds; `ahead`: folders whose cursor is beyond what is stored. UIDs have no gaps here. */
export async function figures(db: Db): Promise<Figures> {
  const row = await db.row<Figures>(sql`
    select (select count(*) from delivery) as deliveries,
      (select count(*) from message) as messages,
      (select count(*) from (select raw_sha256 from message group by 1 having count(*) > 1) t) as twice,
      (select count(*) from register_line) as "references",
      (select coalesce(sum(missing), 0)::int from (select max(number) - count(*) as missing
        from register_line group by year) y) as gaps,
      (select count(*) from conversation c where merged_into is null and message_count <>
        (select count(*) from message m where m.conversation_id = c.id)) as miscounted,
      (select count(*) from folder f where next_uid - 1 >
        (select count(*) from delivery d where d.folder_id = f.id and d.uid < f.next_uid)) as ahead`)
  if (!row) throw new Error('PostgreSQL returned no row.')
  return row
}

/** Waits until everything is stored, or a while longer than it may take. */
export async function whenAllIsStored(db: Db, expected: number, longest: number): Promise<void> {
  const end = performance.now() + longest
  while (performance.now() < end) {
    const found = await figures(db)
    if (found.deliveries >= expected) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Prints what was found, and says by the exit code whether all is stored exactly once. */
export async function report(name: string, db: Db, onServer: number): Promise<void> {
  const found = await figures(db)
  print(name, 'onServer', onServer, { unit: 'messages' })
  for (const [metric, value] of Object.entries(found)) print(name, metric, value)
  print(name, 'lost', onServer - found.deliveries, { unit: 'messages' })
  const { deliveries, twice, gaps, miscounted, ahead } = found
  if (deliveries !== onServer || twice + gaps + miscounted + ahead > 0) process.exitCode = 1
}
