import { setTimeout as sleep } from 'node:timers/promises'
import { type Db, sql } from '@levee/db'
import type { Deps } from '../deps.ts'
import type { App } from './new-app.ts'

const PATIENCE = 3_000 // ms; load balancers give up after about five seconds

/** `GET /api/health`: 200 when it can serve, 503 when the database does not answer. */
export function healthRoutes(app: App, { db }: Deps): void {
  app.get('/api/health', { config: { public: true } }, async (_request, reply) => {
    if (await answers(db)) return { status: 'ok' }
    return reply.code(503).send({ status: 'unavailable' })
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
