import { setTimeout as sleep } from 'node:timers/promises'
import { type Db, inTransaction, openDatabase, sql } from '@levee/db'
import { recountDeadlines, setUpDeadlines } from '../src/features/deadlines/service.ts'
import { dashboard } from './dashboard.ts'
import { print } from './intake/print.ts'
import { scratchPostgres } from './intake/scratch-postgres.ts'

const SMALL = 10_000
const START = new Date('2026-03-02T09:00:00Z')

const OF_HOUSE = {
  waitsForOpening: true,
  startDayCounts: false,
  workingDays: 'calendar',
  ends: 'closeOfBusiness',
  movesToWorkingDay: false,
  isClear: false,
  leastWorkingDays: 0,
  pausedBy: ['waiting', 'suspicious', 'setAside', 'snoozed', 'onPurpose'],
  warnings: [{ minutes: -480, inWorkingTime: true, to: 'assignee', address: null }],
}

/**
 * How long counting all open deadlines again takes after a calendar closed a day, which moves about half
 * of them, and after a policy got another length, which moves every one; and how it grows.
 * Then the manager's dashboard, as `dashboard` measures it alone.
 * @param args how many open conversations, and how many in all for the dashboard; 100,000 and 1,000,000 when not said.
 */
export async function deadlines([count = '100000', all = '1000000']: string[]): Promise<void> {
  const postgres = await scratchPostgres()
  try {
    const small = await timed(await postgres.database('small'), SMALL)
    const large = await timed(await postgres.database('large'), Number(count))
    for (const change of ['calendar', 'policy'] as const) {
      const growth = large[change].seconds / small[change].seconds / (Number(count) / SMALL)
      print(
        'deadlines',
        change === 'calendar' ? 'recalculateSeconds' : 'recalculateAllSeconds',
        large[change].seconds,
        {
          unit: 's',
          count: Number(count),
          moved: large[change].moved,
          smallSeconds: small[change].seconds,
          growth: Math.round(growth * 100) / 100,
        },
      )
    }
  } finally {
    await postgres.stop()
  }
  await dashboard([all])
}

type Timing = { seconds: number; moved: number }

async function timed(url: string, count: number): Promise<Record<'calendar' | 'policy', Timing>> {
  const db = await openDatabase(url)
  try {
    await fillDesk(db, count)
    await db.execute('analyze')
    await recount(db, 'policy')
    await db.execute('vacuum (analyze)')
    await closeADay(db)
    const calendar = await recount(db, 'calendar')
    await lengthen(db)
    return { calendar, policy: await recount(db, 'policy') }
  } finally {
    await db.close()
  }
}

/** Mail of ten weeks, one of three of which waited for a day. */
async function fillDesk(db: Db, count: number): Promise<void> {
  await db.execute(`
    insert into installation (organisation, locale, time_zone) values ('Bench', 'fr', 'Europe/Paris');
    insert into mailbox (name, address, protocol, triage_since) values ('A', 'a@bench.example', 'push', now())`)
  await inTransaction(db, (tx) =>
    setUpDeadlines(tx, {
      organisation: 'Bench',
      locale: 'fr',
      timeZone: 'Europe/Paris',
      at: START,
    }),
  )
  await setTargets(db, 3)
  await db.run(sql`
    with c as (
      insert into conversation (mailbox_ids, subject, status, received_at, last_message_at)
      select array[m.id], 'Terrasse ' || n, 'open', at, at
      from mailbox m cross join generate_series(1, ${count}::int) n
        cross join lateral (select ${START}::timestamptz - interval '10 weeks' * (n::float8 / ${count}) as at) t
      returning id, received_at as at)
    insert into deadline_clock (conversation_id, events)
    select id, jsonb_build_array(jsonb_build_object('type', 'received', 'at', to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
      || case when hashtext(id::text) % 3 = 0 then jsonb_build_array(
        jsonb_build_object('type', 'paused', 'reason', 'waiting', 'at', to_char(at + interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
        jsonb_build_object('type', 'resumed', 'reason', 'waiting', 'at', to_char(at + interval '25 hours', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
        else '[]' end
    from c`)
  // the log's trigger keeps the plan that it made for an empty table, until it is told of the first entries
  for (const entries of [1000, count]) {
    await db.run(sql`
      insert into activity (conversation_id, kind, after, at)
      select id, 'received', '{"status": "open"}', received_at from conversation c
      where not exists (select from activity where conversation_id = c.id) limit ${entries}`)
    await db.execute('analyze')
  }
}

function targetOf(kind: string, count: number): object {
  return { ...OF_HOUSE, kind, starts: 'received', length: { count, unit: 'workingDays' } }
}

/** A first reply and a resolution, as the fall-back policy promises them. */
async function setTargets(db: Db, days: number): Promise<void> {
  const targets = [targetOf('firstReply', days), targetOf('resolution', days + 7)]
  await db.run(sql`
    insert into deadline_policy_version (policy_id, version, content, at)
    select p.id, p.version + 1, v.content || jsonb_build_object('targets', ${sql.json(targets)}), ${START}
    from deadline_policy p join deadline_policy_version v on v.policy_id = p.id and v.version = p.version`)
  await db.run(sql`update deadline_policy set version = version + 1`)
}

const lengthen = (db: Db): Promise<void> => setTargets(db, 4)

async function closeADay(db: Db): Promise<void> {
  const closed = [
    { kind: 'closed', name: 'Pont', from: '2026-02-02', to: '2026-02-02', hours: null },
  ]
  await db.run(sql`
    insert into calendar_version (calendar_id, version, content, at)
    select c.id, c.version + 1, v.content || jsonb_build_object('exceptions', ${sql.json(closed)}), ${START}
    from calendar c join calendar_version v on v.calendar_id = c.id and v.version = c.version`)
  await db.run(sql`update calendar set version = version + 1`)
}

/** As it is asked for when there is another version of a calendar, or of a policy. */
async function recount(db: Db, changed: 'calendar' | 'policy'): Promise<Timing> {
  await sleep(200)
  const calendarId = changed === 'calendar' ? sql`(select id from calendar)` : sql`null`
  const row = await db.row<{ id: string }>(sql`
    insert into deadline_recount (asked_at, calendar_id) values (${START}, ${calendarId}) returning id`)
  const began = performance.now()
  await recountDeadlines({ db, now: () => START }, { recountId: row?.id ?? '' })
  const seconds = Math.round(performance.now() - began) / 1000
  const done = await db.row<{ moved: number }>(sql`
    select moved from deadline_recount where id = ${row?.id}`)
  return { seconds, moved: done?.moved ?? 0 }
}
