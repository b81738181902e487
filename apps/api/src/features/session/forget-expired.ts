import { type Db, sql } from '@levee/db'
import type { Deps } from '../../deps.ts'
import { type Loop, repeat } from '../../repeat.ts'
import { IDLE_HOURS } from '../../http/viewer.ts'
import { forgetSentDrafts } from '../drafts/service.ts'

const HOUR = 3_600_000 // ms
const TOLD_DAYS = 30 // of what browsers were told; the list in the application stays
const SENT_DRAFT_DAYS = 7 // as long as the files that were uploaded for it

/** Deletes what is only kept for a while, now and every hour. Several processes may do so at once. */
export async function startForgetting({ db, now, log }: Deps): Promise<Loop> {
  return repeat(log, {
    every: HOUR,
    look: () => forgetExpired(db, now()),
    says: 'Expired rows were not deleted; they are tried again in an hour.',
  })
}

/** Deletes sessions and authorisations that ended, failures that no limit counts any more, answers older than a day, drafts sent a week ago, what browsers were told. */
export async function forgetExpired(db: Db, now: Date): Promise<void> {
  const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * HOUR)
  await db.run(sql`
    delete from session where expires_at < ${now} or last_seen_at < ${hoursAgo(IDLE_HOURS)}`)
  await db.run(sql`delete from authorisation where expires_at < ${now}`)
  await db.run(sql`delete from sign_in_failure where at < ${hoursAgo(1)}`)
  await db.run(sql`delete from idempotent_answer where at < ${hoursAgo(24)}`)
  await db.run(sql`
    delete from browser_notice where state <> 'queued' and send_at < ${hoursAgo(24 * TOLD_DAYS)}`)
  await forgetSentDrafts(db, hoursAgo(24 * SENT_DRAFT_DAYS))
}
