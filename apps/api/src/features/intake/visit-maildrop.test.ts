import { sql } from '@levee/db'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Deps } from '../../deps.ts'
import { aMail, anOrganisation, intakeDeps } from './testing/intake-fixture.ts'
import {
  type ScriptedMail,
  type ScriptedMaildrop,
  startScriptedMaildrop,
} from './testing/scripted-maildrop.ts'
import { loseBlob, visitedMaildrop } from './testing/visited-maildrop.ts'

const DAY = 86_400_000 // ms

let real: Deps & { close(): Promise<void> }
let deps: Deps
let clock = new Date()
let server: ScriptedMaildrop
beforeAll(async () => {
  real = await intakeDeps()
  deps = { ...real, now: () => clock }
  await anOrganisation(deps)
})
afterAll(() => real.close())
afterEach(() => server.stop())

/** A maildrop with this mail, and what visits it. */
async function aMaildrop(mails: ScriptedMail[], deleteAfterDays?: number) {
  clock = new Date()
  server = await startScriptedMaildrop(mails)
  const maildrop = await visitedMaildrop(deps, server, deleteAfterDays)
  /** One session. @returns the commands that it took. */
  const visit = async ({ isFull = false, isComplete = true } = {}): Promise<string[]> => {
    const { commands, ...visited } = await maildrop.visit(isFull)
    expect(visited).toMatchObject({ isComplete })
    return commands
  }
  const subjects = async () => (await maildrop.ledger()).map(({ subject }) => subject)
  return { ...maildrop, visit, subjects }
}

const received = (when: Date) => `Received: from a by b; ${when.toUTCString()}`
const named = (uidl: string, subject = uidl): ScriptedMail => ({ uidl, raw: aMail({ subject }) })
const fetches = (commands: string[]) => commands.filter((command) => command.startsWith('RETR'))

describe('visiting a maildrop', () => {
  it('fetches what is missing, oldest first, once; a quiet maildrop costs a glance', async () => {
    const { visit, restart, ledger } = await aMaildrop([named('a'), named('b')])
    expect(fetches(await visit())).toEqual(['RETR 1', 'RETR 2'])
    expect(await visit()).toEqual(['CAPA', 'USER u', 'PASS p', 'CAPA', 'STAT', 'UIDL 2', 'QUIT'])
    server.mails.push(named('c'))
    expect(fetches(await visit())).toEqual(['RETR 3'])
    restart()
    expect(fetches(await visit())).toEqual([])
    server.mails.shift()
    server.mails.push(named('d'))
    expect(fetches(await visit())).toEqual(['RETR 3'])
    expect((await ledger()).map(({ uid, uidl, fate }) => [uid, uidl, fate])).toEqual([
      [1, 'a', 'gone'],
      [2, 'b', 'filed'],
      [3, 'c', 'filed'],
      [4, 'd', 'filed'],
    ])
  })

  it('keeps every byte: NUL, 8-bit, lines of full stops', async () => {
    const raw = Buffer.from('Subject: x\r\n\r\n.\r\n..\r\n\0\xff\x80\n.\r\r\n', 'latin1')
    const { visit, ledger } = await aMaildrop([{ uidl: 'a', raw }])
    await visit()
    const [row] = await ledger()
    expect(await deps.blobs.get(row?.raw ?? '')).toEqual(raw)
  })

  it('takes the server’s Received field for the date, and now where there is none or it is to come', async () => {
    const old = new Date(Math.floor(Date.now() / 1000) * 1000 - 90 * DAY)
    const { id, visit } = await aMaildrop([
      { uidl: 'a', raw: aMail({ headers: [received(old)] }) },
      { uidl: 'b', raw: aMail() },
      { uidl: 'c', raw: aMail({ headers: [received(new Date(Date.now() + 90 * DAY))] }) },
    ])
    await visit()
    expect(
      await deps.db.rows(sql`
        select uidl, internal_date as date, fate from delivery where mailbox_id = ${id} order by uid`),
    ).toEqual([
      { uidl: 'a', date: old, fate: 'imported' },
      { uidl: 'b', date: clock, fate: 'filed' },
      { uidl: 'c', date: clock, fate: 'filed' },
    ])
  })

  it('shows the import of a full maildrop, and its end', async () => {
    const mails = Array.from({ length: 60 }, (_, n) => named(`u${n}`))
    const { id, visit } = await aMaildrop(mails)
    await visit()
    expect(
      await deps.db.row(sql`
        select import_total as total, import_done as done, f.server_count as server, f.next_uid as next
        from mailbox b join folder f on f.mailbox_id = b.id where b.id = ${id}`),
    ).toEqual({ total: 60, done: 60, server: 60, next: 61 })
  })
})

describe('a long import', () => {
  it('is done in several sessions; what comes meanwhile goes before what was there', async () => {
    const mails = Array.from({ length: 120 }, (_, n) => named(`m${n}`))
    const { id, visit, limit, subjects } = await aMaildrop(mails)
    limit({ fetchingMs: 0 }) // a window of 50
    expect(await visit({ isComplete: false })).toContain('QUIT')
    expect(await subjects()).toHaveLength(50)
    server.mails.push(named('late'))
    const second = fetches(await visit({ isComplete: false }))
    expect(second.slice(0, 2)).toEqual(['RETR 121', 'RETR 51'])
    await visit()
    const all = await subjects()
    expect(all).toHaveLength(121)
    expect(new Set(all).size).toBe(121)
    expect(
      await deps.db.row(sql`
        select import_total as total, import_done as done from mailbox where id = ${id}`),
    ).toEqual({ total: 121, done: 121 })
  })

  it('does not empty the server before it is over, and then in several sessions', async () => {
    const mails = Array.from({ length: 60 }, (_, n) => named(`d${n}`))
    const { visit, limit, ledger } = await aMaildrop(mails, 0)
    limit({ fetchingMs: 0, deletions: 40 })
    await visit({ isComplete: false })
    expect(server.mails).toHaveLength(60)
    await visit({ isComplete: false })
    expect(server.mails).toHaveLength(20)
    await visit()
    expect(server.mails).toEqual([])
    expect((await ledger()).map(({ fate }) => fate)).toEqual(mails.map(() => 'gone'))
  })
})

describe('a server that breaks', () => {
  it('in the middle of a message: what was whole is kept, nothing of it is, and it comes next time', async () => {
    const { visit, subjects } = await aMaildrop([named('a'), named('b'), named('c')])
    server.faults['RETR 2'] = { last: '+OK\r\nSubject: half\r\n' }
    await expect(visit()).rejects.toMatchObject({ code: 'closed' })
    expect(await subjects()).toEqual(['a'])
    delete server.faults['RETR 2']
    expect(fetches(await visit())).toEqual(['RETR 3', 'RETR 2']) // what broke a connection goes last
    expect((await subjects()).toSorted()).toEqual(['a', 'b', 'c'])
  })

  it('each time at the same message: the others come, and it is asked for again at a full pass', async () => {
    const { visit, subjects } = await aMaildrop([named('a'), named('b'), named('c')])
    server.faults['RETR 2'] = { last: '' }
    for (let attempt = 0; attempt < 3; attempt++) {
      await expect(visit()).rejects.toMatchObject({ code: 'closed' })
    }
    expect(fetches(await visit())).toEqual([])
    expect(await subjects()).toEqual(['a', 'c'])
    delete server.faults['RETR 2']
    expect(fetches(await visit({ isFull: true }))).toEqual(['RETR 2'])
  })

  it('by refusing one message: the others come', async () => {
    const { visit, subjects, unaccounted } = await aMaildrop([named('a'), named('b'), named('c')])
    server.faults['RETR 2'] = '-ERR [SYS/PERM] disk\r\n'
    await visit()
    expect(await subjects()).toEqual(['a', 'c'])
    const [line] = await unaccounted()
    expect(line).toMatchObject({ uid: 2, uidl: 'b', detail: expect.stringMatching('SYS/PERM') })
    server.mails.shift() // it has another number now
    clock = new Date(clock.getTime() + 60_000)
    await visit()
    expect(await unaccounted()).toEqual([{ ...line, uid: 1 }])
    expect(fetches(await visit({ isFull: true }))).toEqual(['RETR 1'])
    expect(await unaccounted()).toEqual([])
  })

  it.each([
    ['-ERR [IN-USE] another session\r\n', 'refused'],
    ['-ERR [AUTH] wrong\r\n', 'authentication'],
  ])('at the door: %s', async (answer, code) => {
    const { visit, subjects } = await aMaildrop([named('a')])
    server.faults['PASS'] = answer
    await expect(visit()).rejects.toMatchObject({ code })
    delete server.faults['PASS']
    await visit()
    expect(await subjects()).toEqual(['a'])
  })

  it('is not alone in that: what could not be stored here is fetched again, and stored once', async () => {
    const { id, visit, ledger } = await aMaildrop([named('a'), named('b')], 0)
    await deps.db.run(sql`
      create function refuse_delivery() returns trigger language plpgsql as
        $$ begin raise exception 'the process is gone'; end $$`)
    await deps.db.run(sql`
      create trigger refuse before insert on delivery for each row execute function refuse_delivery()`)
    await expect(visit()).rejects.toThrow('the process is gone')
    expect(server.mails).toHaveLength(2)
    await deps.db.run(sql`drop trigger refuse on delivery`)
    await deps.db.run(sql`drop function refuse_delivery`)
    await visit()
    expect((await ledger()).map(({ uidl }) => uidl)).toEqual(['a', 'b'])
    expect(
      await deps.db.row(sql`select count(*) as n from message where mailbox_id = ${id}`),
    ).toEqual({ n: 2 })
  })
})

describe('messages without names of their own', () => {
  it('that share one are known by their content: none is lost, none doubled', async () => {
    const twin = aMail({ subject: 'twin' })
    const { visit, ledger } = await aMaildrop([
      named('same', 'one'),
      named('same', 'two'),
      named('other'),
      { uidl: 'same', raw: twin },
      { uidl: 'same', raw: twin },
    ])
    await visit()
    const before = await ledger()
    expect(before.map(({ subject }) => subject)).toEqual(['one', 'two', 'other', 'twin', 'twin'])
    expect(fetches(await visit())).toEqual([])
    server.mails.splice(1, 1)
    expect(fetches(await visit())).toEqual(['RETR 1', 'RETR 3', 'RETR 4'])
    expect(await ledger()).toEqual(
      before.map((row) => (row.subject === 'two' ? { ...row, fate: 'gone' } : row)),
    )
  })

  it('where the server gives none, are fetched again when something changes, and filed once', async () => {
    const mails = ['a', 'b'].map((subject) => ({ raw: aMail({ subject }) }))
    const { visit, subjects, ledger } = await aMaildrop(mails)
    await visit()
    server.mails.push({ raw: aMail({ subject: 'c' }) })
    expect(await visit()).toEqual(expect.arrayContaining(['RETR 1', 'RETR 2', 'RETR 3']))
    expect(await subjects()).toEqual(['a', 'b', 'c'])
    expect(fetches(await visit())).toEqual([])
    server.mails.shift()
    await visit()
    expect((await ledger()).map(({ fate }) => fate)).toEqual(['gone', 'filed', 'filed'])
  })

  it('are deleted by what they are, not by where they were', async () => {
    const mails = ['a', 'b'].map((subject) => ({ raw: aMail({ subject }) }))
    const { visit } = await aMaildrop(mails, 7)
    await visit()
    clock = new Date(+clock + 6 * DAY)
    server.mails.unshift({ raw: aMail({ subject: 'c' }) })
    await visit()
    clock = new Date(+clock + DAY)
    await visit()
    expect(server.mails.map(({ raw }) => /Subject: (.)/.exec(raw.toString())?.[1])).toEqual(['c'])
  })
})

describe('mail on the server', () => {
  it('stays for ever when nothing else is said', async () => {
    const { visit } = await aMaildrop([named('a')])
    await visit()
    clock = new Date(+clock + 5_000 * DAY)
    await visit()
    expect(server.mails).toHaveLength(1)
  })

  it('is deleted so many days after it was stored; what Levee holds stays', async () => {
    const { visit, ledger } = await aMaildrop([named('a')], 14)
    await visit()
    clock = new Date(+clock + 13 * DAY)
    server.mails.push(named('b'))
    await visit()
    expect(server.mails).toHaveLength(2)
    clock = new Date(+clock + DAY)
    expect(await visit()).toContain('DELE 1')
    expect(server.mails.map(({ uidl }) => uidl)).toEqual(['b'])
    const rows = await ledger()
    expect(rows.map(({ fate }) => fate)).toEqual(['gone', 'filed'])
    expect((await deps.blobs.get(rows[0]?.raw ?? '')).toString()).toContain('Subject: a')
    expect(fetches(await visit())).toEqual([])
  })

  it('stays as long as our own copy of it cannot be read', async () => {
    const { visit, ledger } = await aMaildrop([named('a'), named('b')], 14)
    await visit()
    const [first] = await ledger()
    await loseBlob(deps, first?.raw)
    clock = new Date(+clock + 14 * DAY)
    await visit()
    expect(server.mails.map(({ uidl }) => uidl)).toEqual(['a'])
    await visit() // lists what is left
    expect(await visit()).not.toContain('LIST')
  })

  it('stays when the server does not confirm, and is deleted the next time', async () => {
    const { visit, ledger } = await aMaildrop([named('a')], 0)
    server.faults['QUIT'] = { last: '' }
    await expect(visit()).rejects.toMatchObject({ code: 'closed' })
    expect((await ledger()).map(({ fate }) => fate)).toEqual(['filed'])
    delete server.faults['QUIT']
    expect(fetches(await visit())).toEqual([])
    expect(server.mails).toEqual([])
    expect((await ledger()).map(({ fate }) => fate)).toEqual(['gone'])
  })
})
