import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Deps } from '../deps.ts'
import { countUnsentNotices } from '../features/deadlines/service.ts'
import { secondsLeft } from '../features/oauth/service.ts'
import { type MailboxHealth, mailboxHealth } from './mailbox-health.ts'
import type { App } from './new-app.ts'

/** What is told of each mailbox; nothing where there is no value. */
type MailboxGauge = {
  name: string
  help: string
  of: (mailbox: MailboxHealth, now: Date) => number | null | undefined
}

const MAILBOX_GAUGES: MailboxGauge[] = [
  {
    name: 'last_sync_timestamp_seconds',
    help: 'When the mailbox was last known to be in step with its server',
    of: ({ lastSyncAt }) => lastSyncAt && lastSyncAt.getTime() / 1000,
  },
  {
    name: 'failures',
    help: 'Attempts in a row that failed; 0 when it works',
    of: ({ failures }) => failures,
  },
  {
    name: 'lag_seconds',
    help: 'How long ago it was last known that no message is missing',
    of: ({ lagSeconds }) => lagSeconds,
  },
  {
    name: 'backlog',
    help: 'Messages that the server shows and Levee does not hold',
    of: ({ backlog }) => backlog,
  },
  {
    name: 'unaccounted',
    help: 'Messages that the server shows and does not give',
    of: ({ unaccounted }) => unaccounted,
  },
  {
    name: 'quarantined',
    help: 'Conversations with mail that was kept and could not be read',
    of: ({ quarantined }) => quarantined,
  },
  {
    name: 'silent',
    help: '1 while nothing comes for longer than usual',
    of: ({ isSilent }) => Number(isSilent),
  },
  {
    name: 'import_left',
    help: 'Messages that the import has to do',
    of: ({ importTotal, importDone }) => Math.max(0, importTotal - importDone),
  },
  {
    name: 'token_expires_seconds',
    help: 'Until the mailbox must have been authorised again at its provider; 0 when it is refused. Absent when it never expires or the provider does not say',
    of: ({ oauth }, now) => (oauth ? secondsLeft(oauth, now) : undefined),
  },
]

/** `GET /metrics` for Prometheus: the process, and how fresh each mailbox is. Holds no name nor address. */
export function metricsRoutes(app: App, { db, jobs, now }: Deps): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const gauge = (name: string, help: string, label: string): Gauge =>
    new Gauge({ name: `levee_${name}`, help, labelNames: [label], registers: [registry] })
  const ofMailboxes = MAILBOX_GAUGES.map(({ name, help, of }) => ({
    of,
    shown: gauge(`mailbox_${name}`, help, 'mailbox'),
  }))
  const waiting = gauge('jobs_waiting', 'Jobs that wait for their turn', 'queue')
  const dead = gauge('jobs_dead', 'Jobs that were given up', 'queue')
  const unsent = new Gauge({
    name: 'levee_notices_unsent',
    help: 'Mails of Levee’s own that were not sent, or perhaps not, and that nobody dismissed',
    registers: [registry],
  })
  app.get('/metrics', { config: { public: true } }, async (_request, reply) => {
    for (const each of [...ofMailboxes.map(({ shown }) => shown), waiting, dead]) each.reset()
    const at = now()
    for (const mailbox of await mailboxHealth(db, at)) {
      for (const { shown, of } of ofMailboxes) {
        const value = of(mailbox, at) ?? undefined
        if (value !== undefined) shown.set({ mailbox: mailbox.id }, value)
      }
    }
    for (const queue of await jobs.counts()) {
      waiting.set({ queue: queue.queue }, queue.waiting)
      dead.set({ queue: queue.queue }, queue.dead)
    }
    unsent.set(await countUnsentNotices(db, { role: 'admin' }))
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
