import type { Conversation, Counts } from '@levee/contract'
import { sql } from '@levee/db'
import { foldText, isClosed, isInView, isView, type View, views } from '@levee/domain'
import { beforeAll, describe, expect, it } from 'vitest'
import { aConversation, type NewTestConversation } from '../../testing/a-conversation.ts'
import { testApp, type TestUser } from '../../testing/harness.ts'

const { db, as, asNobody, aUser, aTeam, aMailbox, clock } = await testApp()
const team = await aTeam('Urbanisme')
const otherTeam = await aTeam('Voirie')
const claire = await aUser({ name: 'Claire Aubry', teamIds: [team.id] })
const karim = await aUser({ name: 'Karim Benali' })
const admin = await aUser({ name: 'Anne Roux', role: 'admin' })
const nobodysFriend = await aUser({ name: 'Paul Petit' })
const townHall = await aMailbox({ name: 'Mairie', members: [claire, karim] })
const planning = await aMailbox({ name: 'Urbanisme', teamIds: [team.id] })
const library = await aMailbox({ name: 'Médiathèque', members: [karim] })
const tags = await db.rows<{ id: string; name: string }>(sql`
  insert into tag (name, color) values ('Été', 'reed'), ('Permis de construire', 'river')
  returning id, name`)

const SEES: [string, TestUser, string[] | 'all'][] = [
  ['an admin', admin, 'all'],
  ['a member of two mailboxes', karim, [townHall.id, library.id]],
  ['a member by team', claire, [townHall.id, planning.id]],
  ['a member of nothing', nobodysFriend, []],
]
const HOUR = 3_600_000
const DAY = 24 * HOUR

type Stored = Required<
  Pick<
    NewTestConversation,
    | 'status'
    | 'subject'
    | 'from'
    | 'receivedAt'
    | 'isQuarantined'
    | 'isNewsletter'
    | 'tagIds'
    | 'trust'
    | 'spamReason'
  >
> & {
  id: string
  /** By Claire. */
  isFollowed: boolean
  mailboxIds: string[]
  assigneeId: string | null
  teamId: string | null
  dueAt: Date | null
  dueSoonAt: Date | null
  snoozedUntil: Date | null
}
const stored: Stored[] = []

/** One of a list, differently for each `n` and list. */
function pick<T>(list: readonly T[], n: number): T {
  return list[Math.floor(((n * 2654435761) % 4294967296) / 65536) % list.length]!
}

beforeAll(async () => {
  const now = clock.now().getTime()
  for (let n = 1; n <= 160; n++) {
    const status = pick(
      ['open', 'open', 'open', 'waiting', 'answered', 'archived', 'spam'] as const,
      n,
    )
    const dueIn = pick([null, null, -3 * DAY, -HOUR, 0, HOUR, 3 * DAY, 30 * DAY], n * 3)
    const boxes = pick(
      [[townHall], [planning], [library], [townHall, library], [library, planning]],
      n * 5,
    )
    const snoozed = pick([null, null, null, -HOUR, 0, HOUR], n * 7)
    const conversation = {
      status,
      subject: pick(['Terrasse été', 'Permis 50%', 'Fuite_eau', 'Élagage'], n * 11),
      from: pick(
        [
          { name: 'Jeanne Morvan', address: 'j@morvan.example' },
          { name: '', address: 'galand@tp.example' },
        ],
        n * 13,
      ),
      // some arrive in the same millisecond
      receivedAt: new Date(now - Math.floor(n / 3) * HOUR),
      isQuarantined: n % 9 === 0,
      trust: pick(['unknown', 'verified', 'first', 'danger'] as const, n * 29),
      spamReason: status === 'spam' && n % 2 === 0 ? ('phishing' as const) : null,
      isNewsletter: status === 'archived' ? n % 2 === 0 : n % 10 === 0,
      tagIds: pick([[], [tags[0]!.id], tags.map(({ id }) => id)], n * 17),
      assigneeId: pick([null, null, claire.id, karim.id], n * 19),
      teamId: pick([null, team.id, otherTeam.id], n * 23),
      dueAt: dueIn === null ? null : new Date(now + dueIn),
      dueSoonAt: dueIn === null ? null : new Date(now + dueIn - 2 * DAY),
      snoozedUntil: snoozed === null || isClosed(status) ? null : new Date(now + snoozed),
      mailboxes: boxes,
      reference: `2026-${String(n).padStart(6, '0')}`,
    }
    const { id } = await aConversation(db, conversation)
    const isFollowed = n % 6 === 0
    stored.push({ ...conversation, id, isFollowed, mailboxIds: boxes.map((mailbox) => mailbox.id) })
  }
  const followed = ids(stored.filter(({ isFollowed }) => isFollowed))
  await db.run(sql`
    insert into conversation_follower (conversation_id, user_id)
    select unnest(${followed}::uuid[]), ${claire.id}`)
})

/** All pages of a list, in small pages so that cursors matter. */
async function listed(user: TestUser, query: Record<string, string>): Promise<Conversation[]> {
  const items: Conversation[] = []
  let cursor = ''
  do {
    const search = new URLSearchParams({ limit: '17', ...query, ...(cursor && { cursor }) })
    const reply = await as(user).get(`/api/v1/conversations?${search.toString()}`)
    expect(reply.statusCode).toBe(200)
    const page = reply.json()
    items.push(...page.items)
    cursor = page.nextCursor ?? ''
  } while (cursor !== '')
  return items
}

const ascii = (text: string): string => text.replaceAll(/[^\p{ASCII}]/gu, '')

const ids = (list: { id: string }[]): string[] => list.map(({ id }) => id)

function visible(mailboxIds: string[] | 'all'): Stored[] {
  return stored.filter(
    (one) => mailboxIds === 'all' || one.mailboxIds.some((id) => mailboxIds.includes(id)),
  )
}

function byArrival(one: Stored, other: Stored): number {
  return other.receivedAt.getTime() - one.receivedAt.getTime() || (one.id < other.id ? 1 : -1)
}

function byNextDeadline(one: Stored, other: Stored): number {
  const [due, otherDue] = [nextDue(one), nextDue(other)]
  if (due === otherDue) return due === Infinity ? byArrival(one, other) : one.id < other.id ? -1 : 1
  return due < otherDue ? -1 : 1
}

function nextDue({ dueAt, status }: Stored): number {
  return dueAt === null || isClosed(status) ? Infinity : dueAt.getTime()
}

const EVERY_VIEW = Object.keys(views).filter(isView)

describe.each(SEES)('the lists of %s', (_, user, mailboxIds) => {
  const viewer = { id: user.id, teamIds: user === claire ? [team.id] : [] }
  const inView = (view: View): Stored[] =>
    visible(mailboxIds)
      .map((one) => ({ ...one, isFollowed: one.isFollowed && user === claire }))
      .filter((one) => isInView(one, views[view], { viewer, now: clock.now() }))

  it.each(EVERY_VIEW)(
    'hold in the view %s what belongs there, in order, page by page',
    async (view) => {
      const expected = inView(view)
      expect(ids(await listed(user, { view }))).toEqual(ids(expected.toSorted(byArrival)))
      const urgent = await listed(user, { view, sort: 'dueAt' })
      expect(ids(urgent)).toEqual(ids(expected.toSorted(byNextDeadline)))
    },
  )

  it('hold the mail of one mailbox only when it may be seen', async () => {
    for (const { id } of [townHall, planning, library]) {
      const expected = visible(mailboxIds === 'all' || mailboxIds.includes(id) ? [id] : [])
      expect(ids(await listed(user, { mailbox: id }))).toEqual(ids(expected.toSorted(byArrival)))
    }
  })

  it('have exact counts', async () => {
    const counts: Counts = (await as(user).get('/api/v1/counts')).json()
    const expected = Object.fromEntries(EVERY_VIEW.map((view) => [view, inView(view).length]))
    expect(counts.views).toEqual(expected)
    const open = visible(mailboxIds).filter(({ status }) => !isClosed(status))
    for (const { id } of [townHall, planning, library]) {
      const isSeen = mailboxIds === 'all' || mailboxIds.includes(id)
      const count = open.filter((one) => isSeen && one.mailboxIds.includes(id)).length
      expect(counts.mailboxes[id] ?? 0).toBe(count)
    }
  })
})

describe('what lists are asked for', () => {
  it.each<[Record<string, string>, (one: Stored) => boolean]>([
    [{ status: 'waiting' }, ({ status }) => status === 'waiting'],
    [{ assignee: claire.id }, ({ assigneeId }) => assigneeId === claire.id],
    [{ team: team.id, status: 'open' }, (one) => one.teamId === team.id && one.status === 'open'],
    [{ tag: tags[1]!.id }, ({ tagIds }) => tagIds.includes(tags[1]!.id)],
    [{ q: 'ETE' }, ({ subject }) => subject === 'Terrasse été'],
    [{ q: 'elag morvan' }, (one) => one.subject === 'Élagage' && one.from.name !== ''],
    [{ q: '50%' }, ({ subject }) => subject === 'Permis 50%'],
    [{ q: 'e_e' }, ({ subject }) => subject === 'Fuite_eau'],
    [{ q: 'from:galand' }, ({ from }) => from.address === 'galand@tp.example'],
    [{ q: 'subject:morvan' }, () => false],
    [{ q: 'ref:2026-00001' }, (one) => stored.indexOf(one) >= 9 && stored.indexOf(one) < 19],
    [{ q: 'tag:"permis DE construire"' }, ({ tagIds }) => tagIds.length === 2],
    [{ q: 'is:waiting is:assigned' }, (one) => one.status === 'waiting' && one.assigneeId !== null],
    [
      { q: 'is:unassigned', view: 'archive' },
      (one) => one.status === 'archived' && !one.isNewsletter && !one.assigneeId,
    ],
    [{ q: 'is:waiting is:open' }, () => false],
    [
      { q: 'is:overdue' },
      (one) => isInView(one, views.overdue, { viewer: { id: '', teamIds: [] }, now: clock.now() }),
    ],
    [{ q: 'is:unread' }, ({ status }) => !isClosed(status)],
    [{ q: 'el' }, ({ subject }) => subject === 'Élagage'], // as a word begins: not Galand…
    [{ q: 'is:attachment' }, () => false],
    [{ q: 'nothing like it' }, () => false],
    [{ q: '\0' }, () => true],
  ])('is found for %j', async (query, matches) => {
    const expected = stored.filter(matches).toSorted(byArrival)
    expect(ids(await listed(admin, query))).toEqual(ids(expected))
  })

  it('is compared in the database as it is folded here', async () => {
    const texts = ['Élan vital', 'ŒUVRE', 'ﬁn', 'Straße', 'naïve', 'Ｆｕｌｌ', '½']
    const rows = await db.rows<{ folded: string }>(sql`
      select fold_text(t) as folded from unnest(${texts}::text[]) t`)
    expect(rows.map(({ folded }) => ascii(folded))).toEqual(
      texts.map((text) => ascii(foldText(text))),
    )
  })

  it('shows the state of an unsent reply, a failed one first', async () => {
    const { id } = stored.find(({ status }) => status === 'open')!
    await db.run(sql`insert into message (conversation_id, mailbox_id, direction, state, received_at)
      select ${id}, ${townHall.id}, 'outgoing', s, now() from unnest(array['sending', 'failed', 'sent']) s`)
    const [found] = (await listed(admin, { view: 'all' })).filter((one) => one.id === id)
    expect(found?.sendState).toBe('failed')
  })

  it('leaves out what was merged into another conversation', async () => {
    const into = await aConversation(db, { mailbox: townHall, subject: 'Doublon' })
    const { id } = await aConversation(db, {
      mailbox: townHall,
      subject: 'Doublon',
      reference: '2026-900001',
    })
    await db.run(
      sql`update conversation set merged_into = ${into.id}, status = 'archived' where id = ${id}`,
    )
    expect(ids(await listed(admin, { q: 'doublon' }))).toEqual([into.id])
    const reply = await as(claire).get('/api/v1/conversations/2026-900001')
    expect(reply.json().id).toBe(into.id)
  })

  it.each([
    'view=lost',
    'status=lost',
    'limit=0',
    'limit=201',
    'limit=x',
    'cursor=abc',
    'mailbox=1',
    'x=1',
  ])('is refused for ?%s', async (query) => {
    expect(await as(claire).get(`/api/v1/conversations?${query}`)).toBeProblem(400, 'invalid')
  })

  it('refuses the cursor of another order', async () => {
    const { nextCursor } = (await as(admin).get('/api/v1/conversations?limit=1')).json()
    const url = `/api/v1/conversations?limit=1&sort=dueAt&cursor=${nextCursor}`
    expect(await as(admin).get(url)).toBeProblem(400, 'invalid')
  })

  it('answers 401 to nobody', async () => {
    expect(await asNobody.get('/api/v1/conversations')).toBeProblem(401, 'unauthenticated')
    expect(await asNobody.get('/api/v1/counts')).toBeProblem(401, 'unauthenticated')
    expect(await asNobody.get(`/api/v1/conversations/${stored[0]!.id}`)).toBeProblem(
      401,
      'unauthenticated',
    )
  })
})

describe('the detail', () => {
  it('is found by id and by reference, and hidden from who may not see it', async () => {
    const one = stored.find(({ mailboxIds }) => mailboxIds.join() === library.id)!
    const reference = `2026-${String(stored.indexOf(one) + 1).padStart(6, '0')}`
    for (const name of [one.id, reference]) {
      const reply = await as(karim).get(`/api/v1/conversations/${name}`)
      expect(reply.json()).toMatchObject({ id: one.id, reference, messages: [{ text: 'Bonjour' }] })
      expect(await as(claire).get(`/api/v1/conversations/${name}`)).toBeProblem(404, 'not-found')
    }
    for (const name of ['2026-999999', '%00', "x'", 'a b'])
      expect(await as(karim).get(`/api/v1/conversations/${name}`)).toBeProblem(404, 'not-found')
  })
})
