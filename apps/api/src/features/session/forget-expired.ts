import { setTimeout as sleep } from 'node:timers/promises'
import { type Db, sql } from '@levee/db'
import type { Deps } from '../../deps.ts'
import { IDLE_HOURS } from '../../http/viewer.ts'
import { forgetSentDrafts } from '../drafts/service.ts'

const HOUR = 3_600_000 // ms
const SENT_DRAFT_DAYS = 7 // as long as the files that were uploaded for it

/** Deletes what is only kept for a while, now and every hour. Several processes may do so at once. */
export async function startForgetting({ db, now, log }: Deps): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await forgetExpired(db, now())
      } catch (error) {
        log.error({ err: error }, 'Expired rows were not deleted; they are tried again in an hour.')
      }
      await sleep(HOUR, undefined, { signal: stopping.signal }).catch(() => undefined) // stopped
    }
  }
  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** Deletes sessions and authorisations that ended, failures that no limit counts any more, answers older than a day, drafts sent a week ago. */
export async function forgetExpired(db: Db, now: Date): Promise<void> {
  const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * HOUR)
  await db.run(sql`
    delete from session where expires_at < ${now} or last_seen_at < ${hoursAgo(IDLE_HOURS)}`)
  await db.run(sql`delete from authorisation where expires_at < ${now}`)
  await db.run(sql`delete from sign_in_failure where at < ${hoursAgo(1)}`)
  await db.run(sql`delete from idempotent_answer where at < ${hoursAgo(24)}`)
  await forgetSentDrafts(db, hoursAgo(24 * SENT_DRAFT_DAYS))
}
