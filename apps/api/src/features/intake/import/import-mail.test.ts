import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from '@levee/db'
import { writeMbox } from '@levee/mail/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveOne } from '../receive-message.ts'
import {
  aMail,
  aMailbox,
  anOrganisation,
  eventually,
  intakeDeps,
} from '../testing/intake-fixture.ts'
import { importMail, type ImportProgress, type ImportResult } from './import-mail.ts'

let deps: Awaited<ReturnType<typeof intakeDeps>>
let directory: string

beforeAll(async () => {
  deps = await intakeDeps()
  await anOrganisation(deps)
  directory = await mkdtemp(join(tmpdir(), 'levee-import-'))
})
afterAll(async () => {
  await deps.close()
  await rm(directory, { recursive: true })
})

const CRLF = /\r\n/g
const FILE_DATE = new Date('2020-02-02T02:02:02Z')
let made = 0

/** Writes files below a new folder. @returns its path. */
async function aFolder(files: Record<string, Buffer | string>): Promise<string> {
  const root = join(directory, String(++made))
  await mkdir(root)
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), content)
    await utimes(join(root, path), FILE_DATE, FILE_DATE)
  }
  return root
}

async function imported(
  path: string,
  mailboxId: string,
  { triageSince = undefined as Date | undefined, shown = [] as ImportProgress[] } = {},
): Promise<ImportResult> {
  return importMail(deps, { path, mailboxId, triageSince }, (progress) => void shown.push(progress))
}

type Filed = {
  subject: string
  fate: string
  direction: string
  at: Date
  raw: string
  reference: string | null
}

function filedIn(mailboxId: string): Promise<Filed[]> {
  return deps.db.rows<Filed>(sql`
    select m.subject, d.fate, m.direction, d.internal_date as at, d.raw_sha256 as raw, c.reference
    from delivery d join message m on m.id = d.message_id join conversation c on c.id = m.conversation_id
    where d.mailbox_id = ${mailboxId} order by m.subject, d.uid`)
}

const lf = (raw: Buffer): Buffer =>
  Buffer.from(raw.toString('latin1').replace(CRLF, '\n'), 'latin1')

/** An mbox with one message, received on this day. */
function mailOf(day: string, subject: string): Buffer {
  return writeMbox([aMail({ subject })], 'mboxrd', { date: new Date(day) })
}

describe('importing', () => {
  it('files the messages of an mbox as history, with their bytes, at the time that the file says', async () => {
    const mailbox = await aMailbox(deps)
    const mails = [
      aMail({ subject: 'Un', body: 'From hier on\r\n>From quoted' }),
      lf(aMail({ subject: 'Deux', body: 'From anne@x.example Mon Mar  2 09:30:00 2026' })),
    ]
    const folder = await aFolder({ 'Archives 2019.mbox': writeMbox(mails, 'mboxrd') })
    expect(await imported(join(folder, 'Archives 2019.mbox'), mailbox)).toMatchObject({
      read: 2,
      filed: 2,
      alreadyThere: 0,
      quarantined: 0,
      files: 1,
      notMail: [],
    })
    const filed = await filedIn(mailbox)
    expect(filed).toMatchObject([
      { subject: 'Deux', fate: 'imported', reference: null, at: new Date('2026-03-02T09:30:00Z') },
      { subject: 'Un', fate: 'imported', reference: null },
    ])
    const kept = await Promise.all(filed.map(({ raw }) => deps.blobs.get(raw)))
    expect(kept.map(String)).toEqual([mails[1], mails[0]].map(String))
    expect(
      await deps.db.rows(sql`
      select 1 from activity a join conversation c on c.id = a.conversation_id
      where ${mailbox} = any(c.mailbox_ids)`),
    ).toEqual([])
  })

  it('files a Maildir with its folders, each for what it is, and leaves drafts and junk', async () => {
    const mailbox = await aMailbox(deps)
    const received = ['Received: from a by b; Tue, 5 Mar 2019 10:00:00 +0100']
    const folder = await aFolder({
      'cur/1551776400.M1P1.host:2,S': aMail({ subject: 'A lu', headers: received }),
      'cur/1551776401.M1P1.host:2,DS': aMail({ subject: 'Brouillon' }),
      'new/1551776402.M1P1.host.dat': aMail({ subject: 'B nouveau', headers: received }),
      'tmp/1551776403.M1P1.host': aMail({ subject: 'à moitié' }),
      '.Sent/cur/1551776404.M1P1.host:2,S': aMail({ subject: 'C envoyé' }),
      '.Sent/new/x': '',
      '.Junk/cur/1551776405.M1P1.host:2,': aMail({ subject: 'Indésirable' }),
      '.Junk/new/y': '',
      'dovecot-uidlist': '3 V1551776400 N9\n',
      maildirfolder: '',
    })
    const result = await imported(folder, mailbox)
    expect(result).toMatchObject({ read: 3, filed: 3, leftOut: 3, notMail: [] })
    expect(await filedIn(mailbox)).toMatchObject([
      { subject: 'A lu', fate: 'imported', at: new Date('2019-03-05T09:00:00Z') },
      { subject: 'B nouveau', fate: 'imported' },
      { subject: 'C envoyé', fate: 'sent', direction: 'outgoing' },
    ])
  })

  it('files a tree of EML files and mboxes, and names what is no mail', async () => {
    const mailbox = await aMailbox(deps)
    const undated = Buffer.from('Subject: Z sans date\r\n\r\nBonjour\r\n')
    const folder = await aFolder({
      'a/b/lettre.eml': aMail({ subject: 'Lettre' }),
      'a/z.eml': undated,
      'a/Inbox': writeMbox([aMail({ subject: 'Boîte' })], 'mboxo'),
      'a/notes.txt': 'Une liste de courses\n',
      'a/faux': 'From \nce n’est pas un courriel\n',
    })
    expect(await imported(folder, mailbox)).toMatchObject({
      read: 3,
      filed: 3,
      files: 3,
      notMail: [join(folder, 'a/faux'), join(folder, 'a/notes.txt')],
    })
    expect((await filedIn(mailbox)).map(({ subject }) => subject)).toEqual([
      'Boîte',
      'Lettre',
      'Z sans date',
    ])
    expect((await filedIn(mailbox)).at(-1)?.at).toEqual(FILE_DATE)
  })

  it('numbers and opens what is to be triaged, when it is told since when, the oldest first', async () => {
    const mailbox = await aMailbox(deps)
    const folder = await aFolder({
      courrier: Buffer.concat([
        mailOf('2026-01-20', 'B récent'),
        mailOf('2025-12-31', 'A ancien'),
        mailOf('2026-01-10', 'C premier'),
      ]),
    })
    const triageSince = new Date('2026-01-01')
    await imported(folder, mailbox, { triageSince })
    const [old, recent, first] = await filedIn(mailbox)
    expect(old).toMatchObject({ fate: 'imported', reference: null })
    expect([recent?.fate, first?.fate]).toEqual(['filed', 'filed'])
    expect(String(first?.reference) < String(recent?.reference)).toBe(true)
  })

  it('takes once what is in the file twice, and nothing that the mailbox has', async () => {
    const mailbox = await aMailbox(deps)
    const [twice, there] = [aMail({ subject: 'Deux fois' }), aMail({ subject: 'Déjà là' })]
    await receiveOne(deps, mailbox, Buffer.from(there))
    const traced = Buffer.concat([Buffer.from('Received: by other; Mon, 2 Mar 2026\r\n'), there])
    const folder = await aFolder({
      boîte: writeMbox([twice, traced, twice], 'mboxrd'),
      'copie.eml': twice,
    })
    expect(await imported(folder, mailbox)).toMatchObject({ read: 4, filed: 1, alreadyThere: 3 })
    expect(await imported(folder, mailbox)).toMatchObject({ read: 4, filed: 0, alreadyThere: 4 })
    expect(await filedIn(mailbox)).toHaveLength(2)
  })

  it('sets aside what cannot be read, and goes on', async () => {
    const mailbox = await aMailbox(deps)
    const reader = {
      ...deps.reader,
      read: async (raws: Uint8Array[]) =>
        (await deps.reader.read(raws)).map((result) =>
          result.ok && result.message.subject === 'poison'
            ? { ...result, message: { ...result.message, date: new Date(-8.64e15) } }
            : result,
        ),
    }
    const mails = ['a', 'poison', 'c'].map((subject) => aMail({ subject }))
    const folder = await aFolder({ boîte: writeMbox(mails, 'mboxrd') })
    const source = { path: folder, mailboxId: mailbox, triageSince: undefined }
    const result = await importMail({ ...deps, reader }, source, () => undefined)
    expect(result).toMatchObject({ read: 3, filed: 2, quarantined: 1 })
    expect((await filedIn(mailbox)).map(({ fate }) => fate).toSorted()).toEqual([
      'imported',
      'imported',
      'quarantined',
    ])
  })
})

describe('a large import', () => {
  it('goes on where it was killed, and doubles nothing', async () => {
    const address = 'archives@vareilles.example'
    const mailbox = await aMailbox(deps, { address })
    const mails = Array.from({ length: 1_000 }, (_, n) => aMail({ subject: `N° ${n}` }))
    const folder = await aFolder({ 'tout.mbox': writeMbox(mails, 'mboxrd') })
    const count = async (): Promise<number> => {
      const row = await deps.db.row<{ n: number }>(
        sql`select count(*)::int as n from delivery where mailbox_id = ${mailbox}`,
      )
      return row?.n ?? 0
    }

    const first = importing(folder, address)
    await eventually(async () => (await count()) >= 200)
    first.kill('SIGKILL')
    await once(first, 'exit')
    const before = await count()
    expect(before).toBeLessThan(1_000)

    const shown: ImportProgress[] = []
    const result = await imported(folder, mailbox, { shown })
    expect(result).toMatchObject({ read: 1_000, filed: 1_000 - before, alreadyThere: before })
    expect(new Set((await filedIn(mailbox)).map(({ subject }) => subject)).size).toBe(1_000)
    expect(await count()).toBe(1_000)
    expect(shown).toHaveLength(5)
    expect(shown.at(-1)).toMatchObject({ bytes: result.bytes, totalBytes: result.bytes })
    const ledger = await deps.db.row(sql`
      select server_count as held from folder where mailbox_id = ${mailbox}`)
    expect(ledger).toEqual({ held: 1_000 })
  })
})

/** The command in a process of its own. */
function importing(path: string, address: string) {
  const cli = fileURLToPath(new URL('../../../cli.ts', import.meta.url))
  const { PATH, NODE_COMPILE_CACHE } = process.env
  const env = {
    PATH,
    NODE_COMPILE_CACHE,
    DATABASE_URL: deps.db.url,
    LEVEE_DATA_DIR: join(deps.config.dataDir, 'cli'),
  }
  return spawn(process.execPath, [cli, 'import', path, '--mailbox', address], {
    env,
    stdio: 'ignore',
  })
}
