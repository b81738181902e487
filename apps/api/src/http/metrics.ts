import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Deps } from '../deps.ts'
import { secondsLeft } from '../features/oauth/service.ts'
import { mailboxHealth } from './mailbox-health.ts'
import type { App } from './new-app.ts'

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
  const lag = gauge(
    'levee_mailbox_lag_seconds',
    'How long ago it was last known that no message is missing',
    'mailbox',
  )
  const backlog = gauge(
    'levee_mailbox_backlog',
    'Messages that the server shows and Levee does not hold',
    'mailbox',
  )
  const unaccounted = gauge(
    'levee_mailbox_unaccounted',
    'Messages that the server shows and does not give',
    'mailbox',
  )
  const quarantined = gauge(
    'levee_mailbox_quarantined',
    'Messages that were kept and could not be read',
    'mailbox',
  )
  const silent = gauge(
    'levee_mailbox_silent',
    '1 while nothing comes for longer than usual',
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
    const all = [
      synced,
      tokenExpires,
      failures,
      lag,
      backlog,
      unaccounted,
      quarantined,
      silent,
      left,
    ]
    for (const each of [...all, waiting, dead]) each.reset()
    for (const mailbox of await mailboxHealth(db, now())) {
      const label = { mailbox: mailbox.id }
      if (mailbox.lastSyncAt) synced.set(label, mailbox.lastSyncAt.getTime() / 1000)
      failures.set(label, mailbox.failures)
      if (mailbox.lagSeconds !== null) lag.set(label, mailbox.lagSeconds)
      backlog.set(label, mailbox.backlog)
      unaccounted.set(label, mailbox.unaccounted)
      quarantined.set(label, mailbox.quarantined)
      silent.set(label, mailbox.isSilent ? 1 : 0)
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
