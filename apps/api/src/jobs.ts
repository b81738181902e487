import { type Db, sql, type Tx } from '@levee/db'
import { type Job, PgBoss, type QueueOptions } from 'pg-boss'
import type { Logger } from 'pino'

/** What each queue carries. A job says what to look at; what is to be done stands in the rows. */
export type JobData = {
  /** Send one outgoing message. */
  send: { messageId: string }
  /** Show on the mail server what happened to a conversation. */
  mirror: { conversationId: string; action: MirrorAction }
}
export type QueueName = keyof JobData
export type MirrorAction = 'archive' | 'junk' | 'restore' | 'seen' | 'answered'

export type EnqueueOptions = {
  startAfter?: Date
  retryLimit?: number
  /** Jobs of a queue with the same key never run at the same time: by default those of one message, of one conversation. */
  orderKey?: string
}

/** What does a job; when it throws, the job is tried again later. */
export type JobHandlers = {
  [Q in QueueName]?: (data: JobData[Q], signal: AbortSignal) => Promise<void>
}

/** How many jobs a queue has, by what became of them; `dead` ones were given up and wait for a person. */
export type QueueCount = { queue: string; waiting: number; active: number; dead: number }

/** Work that is done later, once, by any process; it is written in the transaction that asks for it. */
export interface Jobs {
  enqueue<Q extends QueueName>(
    tx: Tx,
    queue: Q,
    data: JobData[Q],
    options?: EnqueueOptions,
  ): Promise<void>
  /** Prepares the queues and, with handlers, takes jobs from them. Needed before `enqueue`. */
  start(handlers?: JobHandlers): Promise<void>
  /** Takes no more jobs and waits a few seconds for those under way; others go back to their queue. */
  stop(): Promise<void>
  counts(): Promise<QueueCount[]>
}

const STOP_TIMEOUT = 4_000 // ms: a clean stop of the whole server takes 10 s at most

/**
 * NOTIFY wakes workers for what is due at once. What is due later (the seconds in which a reply can
 * be taken back) is found by polling.
 */
const POLLING = { send: 1, mirror: 2 } satisfies Record<QueueName, number> // seconds

const CONCURRENCY = { send: 2, mirror: 1 } satisfies Record<QueueName, number> // each polls by itself

/** A worker that died is noticed by its missing heartbeat, and its job done by another. */
const QUEUE: QueueOptions & { notify: boolean } = {
  notify: true,
  retryLimit: 12,
  retryDelay: 5, // seconds, doubled each time
  retryBackoff: true,
  retryDelayMax: 3_600,
  expireInSeconds: 900,
  heartbeatSeconds: 20,
  retentionSeconds: 366 * 86_400, // a reply may be scheduled a year ahead
  deleteAfterSeconds: 7 * 86_400,
}

const QUEUES: QueueName[] = ['send', 'mirror']

/** The job queue in the schema `pgboss` of our own database. */
export function createJobs({ db, log }: { db: Db; log: Logger }): Jobs {
  const boss = new PgBoss({
    db: {
      executeSql: (text, values) => db.execute(text, values),
      async listen(channel, heard, missed) {
        return { close: await db.listen(channel, heard, missed) }
      },
    },
    useListenNotify: true,
    schedule: false,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
  })
  boss.on('error', (error) => log.error({ err: error }, 'job queue'))
  boss.on('warning', (warning) => log.warn({ warning }, 'job queue'))
  const jobs: Jobs = {
    async enqueue(tx, queue, data, { startAfter, retryLimit, orderKey } = {}) {
      await boss.send(queue, data, {
        db: { executeSql: (text, values) => tx.execute(text, values) },
        ...(startAfter && { startAfter }),
        ...(retryLimit !== undefined && { retryLimit }),
        singletonKey: orderKey ?? keyOf(data),
      })
    },
    async start(handlers = {}) {
      await boss.start()
      await createQueues(boss)
      await work(boss, 'send', handlers.send, log)
      await work(boss, 'mirror', handlers.mirror, log)
    },
    stop: () => boss.stop({ graceful: true, timeout: STOP_TIMEOUT }),
    counts: () => countJobs(db),
  }
  return jobs
}

function keyOf(data: JobData[QueueName]): string {
  return 'messageId' in data ? data.messageId : data.conversationId
}

async function createQueues(boss: PgBoss): Promise<void> {
  for (const name of QUEUES) {
    await boss.createQueue(name, { ...QUEUE, policy: 'singleton' }) // one at a time per key
    await boss.updateQueue(name, QUEUE) // a queue made by an earlier version keeps its old settings
  }
}

async function work<Q extends QueueName>(
  boss: PgBoss,
  queue: Q,
  handler: JobHandlers[Q],
  log: Logger,
): Promise<void> {
  if (!handler) return
  await boss.work<JobData[Q]>(
    queue,
    {
      pollingIntervalSeconds: POLLING[queue],
      notifyPollingIntervalSeconds: POLLING[queue],
      localConcurrency: CONCURRENCY[queue],
    },
    async ([job]: Job<JobData[Q]>[]) => {
      if (!job) return
      try {
        await handler(job.data, job.signal)
      } catch (error) {
        log.error({ err: error, queue, jobId: job.id, data: job.data }, 'job failed')
        throw error
      }
    },
  )
}

async function countJobs(db: Db): Promise<QueueCount[]> {
  return db.rows<QueueCount>(sql`
    select queue.name as queue,
      count(*) filter (where job.state in ('created', 'retry')) as waiting,
      count(*) filter (where job.state = 'active') as active,
      count(*) filter (where job.state = 'failed') as dead
    from pgboss.queue left join pgboss.job on job.name = queue.name
    where queue.name = any(${QUEUES}::text[])
    group by queue.name order by queue.name`)
}
