import { type BusyHour, LEARNED_WEEKS, silenceOf } from '@levee/domain'
import { type Db, inTransaction, sql } from '@levee/db'
import type { Deps } from '../../deps.ts'
import { type Loop, repeat } from '../../repeat.ts'
import { announce } from '../../http/events.ts'
import { ourTimeZone } from './queries.ts'

const LOOK = 15 * 60_000 // ms; silences are measured in hours

/**
 * Looks at which mailboxes nothing comes for longer than usual, though their servers answer: an alias that
 * was deleted, a rule of the provider, a broken MX. Several processes may do so at once.
 */
export async function startWatchingSilence(deps: Deps): Promise<Loop> {
  return repeat(deps.log, {
    every: LOOK,
    look: () => lookForSilence(deps),
    says: 'Silent mailboxes were not looked for; that is tried again.',
  })
}

type Watched = { id: string; silentSince: Date | null }

/** Raises, and takes back, the alarm of every mailbox that should be getting mail. */
export async function lookForSilence({
  db,
  now,
  log,
}: Pick<Deps, 'db' | 'now' | 'log'>): Promise<void> {
  const at = now()
  const timeZone = await ourTimeZone(db)
  const mailboxes = await db.rows<Watched>(sql`
    select id, silent_since as "silentSince" from mailbox where not paused and state <> 'error'`)
  for (const { id, silentSince } of mailboxes) {
    const silence = silenceOf(await busyHours(db, id, at), at, timeZone)
    const since = silence?.isUnusual ? silence.since : null
    if (since?.getTime() === silentSince?.getTime()) continue
    const expected = Math.round(since && silence ? silence.expected : 0)
    await inTransaction(db, async (tx) => {
      await tx.run(sql`
        update mailbox set silent_since = ${since}, silence_expected = ${expected}::int where id = ${id}`)
      await announce(tx, { type: 'mailbox.state', mailboxId: id })
    })
    if (since) log.error({ mailboxId: id, since, expected }, 'nothing comes to a mailbox any more')
  }
}

function busyHours(db: Db, mailboxId: string, now: Date): Promise<BusyHour[]> {
  const from = new Date(now.getTime() - LEARNED_WEEKS * 7 * 86_400_000)
  return db.rows<BusyHour>(sql`
    select date_trunc('hour', received_at) as at, count(*)::integer as messages from message
    where mailbox_id = ${mailboxId} and direction = 'incoming' and received_at between ${from} and ${now}
    group by 1 order by 1`)
}
