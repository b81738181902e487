import type { ConversationFilter, DeadlineReport } from '@levee/contract'
import { PDFDocument } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'
import { reportPdf, workingText } from './report-pdf.ts'
import { fillBusyDesk } from './testing/a-busy-desk.ts'

const { db, deps, as, aUser, aTeam, aMailbox } = await testApp()
const teams = [await aTeam(), await aTeam()]
const [first, second] = [{ id: teams[0]!.id }, { id: teams[1]!.id }]
const admin = await aUser({ role: 'admin' })
const manager = await aUser({ role: 'manager', teamIds: [first.id] })
const staff = await aUser({ name: 'Karim Benali' })
const mailboxes = [
  await aMailbox({ name: 'Accueil', members: [manager, staff] }),
  await aMailbox({ name: 'Urbanisme', members: [manager] }),
  await aMailbox({ name: 'Finances' }),
]
await fillBusyDesk(db, 300, {
  mailboxIds: mailboxes.map(({ id }) => id),
  teamIds: [first.id, second.id, null],
  userIds: [manager.id, staff.id, null],
  now: deps.now(),
})

const REPORT = '/api/v1/reports/deadlines'
type Found = { n: number; filter: ConversationFilter }

/** Every figure of an answer, with where it stands. */
function figuresIn(value: unknown, path = ''): [string, Found][] {
  if (typeof value !== 'object' || value === null) return []
  if (isFigure(value)) return [[path, value]]
  return Object.entries(value).flatMap(([name, part]) => figuresIn(part, `${path}/${name}`))
}

function isFigure(value: object): value is Found {
  return 'n' in value && 'filter' in value
}

async function listLength(user: { id: string }, filter: ConversationFilter): Promise<number> {
  let [count, cursor] = [0, '']
  do {
    const query = new URLSearchParams({ ...filter, limit: '200', ...(cursor && { cursor }) })
    const answer = await as(user).get(`/api/v1/conversations?${query.toString()}`)
    const page: { items: unknown[]; nextCursor: string | null } = answer.json()
    count += page.items.length
    cursor = page.nextCursor ?? ''
  } while (cursor)
  return count
}

async function report(user: { id: string }, query = ''): Promise<DeadlineReport> {
  const answer = await as(user).get(`${REPORT}${query}`)
  expect(answer.statusCode).toBe(200)
  return answer.json()
}

describe('the report of deadlines', () => {
  it.each([
    ['an admin', admin, '?groupBy=team&period=quarter'],
    ['a manager', manager, '?groupBy=mailbox'],
    ['a manager, of a mailbox', manager, `?groupBy=person&mailboxId=${mailboxes[0]!.id}`],
    ['a manager, of a team', manager, `?groupBy=person&period=week&teamId=${first.id}`],
    ['an admin, of nobody and no team', admin, '?groupBy=mailbox&teamId=none&userId=none'],
  ])('of %s has no figure that its list does not have', async (_, user, query) => {
    const figures = figuresIn(await report(user, query))
    expect(figures.length).toBeGreaterThan(60)
    const lengths = new Map<string, number>()
    for (const [, { filter }] of figures) {
      const key = JSON.stringify(filter)
      if (!lengths.has(key)) lengths.set(key, await listLength(user, filter))
    }
    const listed = figures.map(([path, { filter }]) => [path, lengths.get(JSON.stringify(filter))])
    expect(figures.map(([path, { n }]) => [path, n])).toEqual(listed)
  })

  it('puts all that is on the desk into one level each, and into its rows', async () => {
    const { open, levels, rows, backlog } = await report(admin)
    const counts = Object.values(levels).map(({ n }) => n)
    expect(Math.min(...counts)).toBeGreaterThan(0)
    expect(sum(counts)).toBe(open.n)
    expect(sum(rows.map((row) => row.open.n))).toBe(open.n)
    expect(sum(backlog.map(({ conversations }) => conversations.n))).toBe(open.n)
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set([first.id, second.id, null]))
  })

  it('says the same of what is overdue as the view does', async () => {
    const { levels } = await report(manager)
    const counts: { views: Record<string, number> } = (
      await as(manager).get('/api/v1/counts')
    ).json()
    expect(levels.overdue.n).toBe(counts.views['overdue'])
  })

  it('shows three weeks, with what is usually closed in a day', async () => {
    const { days, next } = await report(admin)
    expect(days).toHaveLength(21)
    expect(days[0]).toMatchObject({ date: '2026-03-02', isOpen: true })
    expect(days[5]).toMatchObject({ isOpen: false, capacity: 0, closure: { kind: 'weekly' } })
    expect(days[0]!.capacity).toBeGreaterThan(0)
    const { days: later } = await report(admin, '?from=2026-03-11')
    expect(later[0]?.date).toBe('2026-03-09')
    expect(next).toHaveLength(7)
    const times = next.map(({ dueAt }) => Date.parse(dueAt))
    expect(times).toEqual(times.toSorted((one, other) => one - other))
  })

  it('shows a manager only mailboxes of theirs', async () => {
    const { rows } = await report(manager, '?groupBy=mailbox')
    expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(['Accueil', 'Urbanisme']))
  })

  it('is given in part: how much, and how long', async () => {
    const whole = await report(admin, '?period=quarter')
    const part = async (name: string): Promise<Record<string, unknown>> =>
      (await as(admin).get(`/api/v1/reports/${name}?period=quarter`)).json()
    const { open, today, volume, backlog, firstReply, resolution, kept, weeks } = whole
    expect(await part('volume')).toMatchObject({ open, today, volume, backlog })
    expect(await part('times')).toMatchObject({ firstReply, resolution, kept, weeks })
    expect(Object.keys(await part('volume'))).not.toContain('firstReply')
  })

  it('is for managers, and takes only what it knows', async () => {
    expect(await as(staff).get(REPORT)).toBeProblem(403, 'forbidden')
    expect(await as(admin).get(`${REPORT}?period=year`)).toBeProblem(400, 'invalid')
    expect(await as(admin).get(`${REPORT}?teamId=x`)).toBeProblem(400, 'invalid')
  })
})

describe('the report as a table', () => {
  it('has the rows of the report in the language of the reader, and what they come to', async () => {
    const answer = await as(manager).get(`${REPORT}.csv?groupBy=mailbox`)
    const { rows, open } = await report(manager, '?groupBy=mailbox')
    expect(answer.headers['content-type']).toContain('text/csv')
    expect(answer.headers['content-disposition']).toContain('attachment')
    const lines = answer.body.slice(1).split('\r\n')
    expect(lines).toHaveLength(rows.length + 3)
    expect(lines[0]).toMatch(/^Boîte,Ouverts,En retard,/)
    expect(lines[1]).toMatch(new RegExp(`^${rows[0]!.name},${rows[0]!.open.n},`))
    expect(lines.at(-2)).toMatch(new RegExp(`^Ensemble,${open.n},`))
  })
})

describe('the report on paper', () => {
  it('is a PDF in the language of the reader', async () => {
    const answer = await as(manager).get(`${REPORT}.pdf?groupBy=mailbox`)
    expect(answer.headers['content-type']).toBe('application/pdf')
    const pdf = await PDFDocument.load(answer.rawPayload, { updateMetadata: false })
    expect([pdf.getTitle(), pdf.getPageCount()]).toEqual(['Échéances', 1])
  })

  it('takes as many pages as it has rows for, and every name', async () => {
    const found = await report(admin)
    const names = ['Łódź', '市役所', 'x'.repeat(300), ...Array<string>(60).fill('Urbanisme')]
    const rows = names.map((name) => ({ ...found.rows[0]!, name }))
    const pdf = await PDFDocument.load(await reportPdf({ ...found, rows }, 'en'))
    expect(pdf.getPageCount()).toBe(3)
  })

  it.each([
    [null, '–'],
    [119, '119 min'],
    [185, '3 h 05'],
    [480, '1 j'],
    [2064, '4,3 j'],
  ])('says %j working minutes as %s', (minutes, text) => {
    expect(workingText(minutes, 480, 'fr')).toBe(text)
  })
})

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0)
}
