import { type Db, sql } from '@levee/db'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Deps } from '../deps.ts'
import { type OAuthFacts, oauthFacts, secondsLeft } from '../features/oauth/service.ts'
import type { App } from './new-app.ts'

type MailboxHealth = {
  id: string
  state: string
  failures: number
  lastSyncAt: Date | null
  importTotal: number
  importDone: number
  oauth: OAuthFacts | null
}

/** `GET /metrics` for Prometheus: the process, and how fresh each mailbox is. Holds no name nor address. */
export function metricsRoutes(app: App, { db, jobs, now }: Deps): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const gauge = (name: string, help: string, label: string): Gauge =>
    new Gauge({ name, help, labelNames: [label], registers: [registry] })
  const synced = gauge(
    'levee_mailbox_last_sync_timestamp_seconds',
    'When the mailbox was last known to be in step with its server',
    'mailbox',
  )
  const failures = gauge(
    'levee_mailbox_failures',
    'Attempts in a row that failed; 0 when it works',
    'mailbox',
  )
  const left = gauge('levee_mailbox_import_left', 'Messages that the import has to do', 'mailbox')
  const tokenExpires = gauge(
    'levee_mailbox_token_expires_seconds',
    'Until the mailbox must have been authorised again at its provider; 0 when it is refused. Absent when it never expires or the provider does not say',
    'mailbox',
  )
  const waiting = gauge('levee_jobs_waiting', 'Jobs that wait for their turn', 'queue')
  const dead = gauge('levee_jobs_dead', 'Jobs that were given up', 'queue')
  app.get('/metrics', { config: { public: true } }, async (_request, reply) => {
    for (const each of [synced, failures, left, tokenExpires, waiting, dead]) each.reset()
    for (const mailbox of await mailboxHealth(db)) {
      const label = { mailbox: mailbox.id }
      if (mailbox.lastSyncAt) synced.set(label, mailbox.lastSyncAt.getTime() / 1000)
      failures.set(label, mailbox.failures)
      const seconds = mailbox.oauth ? secondsLeft(mailbox.oauth, now()) : undefined
      if (seconds !== undefined) tokenExpires.set(label, seconds)
      left.set(label, Math.max(0, mailbox.importTotal - mailbox.importDone))
    }
    for (const queue of await jobs.counts()) {
      waiting.set({ queue: queue.queue }, queue.waiting)
      dead.set({ queue: queue.queue }, queue.dead)
    }
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

function mailboxHealth(db: Db): Promise<MailboxHealth[]> {
  return db.rows<MailboxHealth>(sql`
    select id, state, failures, last_sync_at as "lastSyncAt", import_total as "importTotal",
      import_done as "importDone",
      ${oauthFacts(sql`mailbox.id`)} as oauth from mailbox where not paused and protocol = 'imap'`)
}
