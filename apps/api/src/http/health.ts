import { setTimeout as sleep } from 'node:timers/promises'
import { type Db, sql } from '@levee/db'
import type { Deps } from '../deps.ts'
import { mailboxHealth } from './mailbox-health.ts'
import type { App } from './new-app.ts'

const PATIENCE = 3_000 // ms; load balancers give up after about five seconds

/**
 * `GET /api/health`: 200 when it can serve, with how well each mailbox is kept in step; 503 when the
 * database does not answer. A mailbox in trouble does not make it unhealthy: to restart would not help.
 */
export function healthRoutes(app: App, { db, now }: Deps): void {
  app.get('/api/health', { config: { public: true } }, async (_request, reply) => {
    if (!(await answers(db))) return reply.code(503).send({ status: 'unavailable' })
    return { status: 'ok', mailboxes: await mailboxHealth(db, now()) }
  })
}

async function answers(db: Db): Promise<boolean> {
  const timeout = new AbortController()
  const asked = db.run(sql`select 1`).then(
    () => true,
    () => false, // says so in its status: nothing is hidden
  )
  const waited = sleep(PATIENCE, false, { signal: timeout.signal }).catch(() => false)
  return Promise.race([asked, waited]).finally(() => timeout.abort())
}
