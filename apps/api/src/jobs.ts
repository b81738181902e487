import type { Db, Tx } from '@levee/db'
import type { PropertyChange } from '@levee/domain'
import { type JobResult, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import { countJobs, type QueueCount } from './job-queries.ts'
import { BATCH, CONCURRENCY, POLLING, QUEUES, settingsOf } from './job-settings.ts'

/** What each queue carries. A job says what to look at; what is to be done stands in the rows. */
export type JobData = {
  /** Send one outgoing message. `due`: for which time of sending the job was made. */
  send: { messageId: string; due?: string }
  /** Show on the mail server what happened to a conversation. */
  mirror: { conversationId: string; action: MirrorAction }
  /** Look up whether a message comes from where it says. `tries`: which attempt this is. */
  authenticate: { messageId: string; tries?: number }
  /** Look at the files of a message. */
  checkFiles: { messageId: string }
  /** Look at the rules, since a conversation changed: in the run of this id, once. `causedBy`: the rules whose effects led here. */
  rules: { runId: string; conversationId: string; changes: PropertyChange[]; causedBy: string[] }
  /** Do what a rule wants done over the network. */
  ruleTasks: { taskId: string }
  /** Try a rule on the whole history, apply it to mail that is there, or take it back. */
  ruleWork: { workId: string }
  /** Decide whether a mail is answered by itself, and do it. */
  acknowledge: { acknowledgementId: string }
  /** Count all open deadlines again. */
  recountDeadlines: { recountId: string }
  /** Send one mail of Levee's own to staff. */
  notify: { noticeId: string }
}
export type QueueName = keyof JobData
export type MirrorAction = 'archive' | 'junk' | 'restore' | 'seen' | 'answered'

export type EnqueueOptions = {
  startAfter?: Date
  retryLimit?: number
  /** Jobs of a queue with the same key never run at the same time: by default those of one message, of one conversation. */
  orderKey?: string
}

/** What does the jobs; one that fails is tried again later. */
export type JobHandlers = {
  send?: (data: JobData['send'], signal: AbortSignal) => Promise<void>
  /** Takes several at once, so that they share a connection; answers each in its place. */
  mirror?: (
    batch: JobData['mirror'][],
    signal: AbortSignal,
  ) => Promise<PromiseSettledResult<void>[]>
  authenticate?: (data: JobData['authenticate'], signal: AbortSignal) => Promise<void>
  checkFiles?: (data: JobData['checkFiles'], signal: AbortSignal) => Promise<void>
  rules?: (data: JobData['rules'], signal: AbortSignal) => Promise<void>
  ruleTasks?: (data: JobData['ruleTasks'], signal: AbortSignal) => Promise<void>
  ruleWork?: (data: JobData['ruleWork'], signal: AbortSignal) => Promise<void>
  acknowledge?: (data: JobData['acknowledge'], signal: AbortSignal) => Promise<void>
  recountDeadlines?: (data: JobData['recountDeadlines'], signal: AbortSignal) => Promise<void>
  notify?: (data: JobData['notify'], signal: AbortSignal) => Promise<void>
}

/** Work that is done later, once, by any process; it is written in the transaction that asks for it. */
export interface Jobs {
  enqueue<Q extends QueueName>(
    tx: Tx,
    queue: Q,
    data: JobData[Q],
    options?: EnqueueOptions,
  ): Promise<void>
  /** The same for many jobs of a queue, with one statement. */
  enqueueAll<Q extends QueueName>(
    tx: Tx,
    queue: Q,
    list: readonly JobData[Q][],
    options?: Pick<EnqueueOptions, 'startAfter'>,
  ): Promise<void>
  /** Prepares the queues and, with handlers, takes jobs from them. Needed before `enqueue`. */
  start(handlers?: JobHandlers): Promise<void>
  /** Takes no more jobs and waits a few seconds for those under way; others go back to their queue. */
  stop(): Promise<void>
  counts(): Promise<QueueCount[]>
}

const STOP_TIMEOUT = 4_000 // ms: a clean stop of the whole server takes 10 s at most

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
    async enqueueAll(tx, queue, list, { startAfter } = {}) {
      if (list.length === 0) return
      const jobs = list.map((data) => ({
        data,
        singletonKey: keyOf(data),
        ...(startAfter && { startAfter }),
      }))
      const db = { executeSql: (text: string, values?: unknown[]) => tx.execute(text, values) }
      await boss.insert(queue, jobs, { db })
    },
    async start(handlers = {}) {
      await boss.start()
      await createQueues(boss)
      await workOn(boss, 'send', { handler: handlers.send, log })
      await workOn(boss, 'authenticate', { handler: handlers.authenticate, log })
      await workOn(boss, 'checkFiles', { handler: handlers.checkFiles, log })
      await workOn(boss, 'rules', { handler: handlers.rules, log })
      await workOn(boss, 'ruleTasks', { handler: handlers.ruleTasks, log })
      await workOn(boss, 'ruleWork', { handler: handlers.ruleWork, log })
      await workOn(boss, 'acknowledge', { handler: handlers.acknowledge, log })
      await workOn(boss, 'recountDeadlines', { handler: handlers.recountDeadlines, log })
      await workOn(boss, 'notify', { handler: handlers.notify, log })
      await workOnMirror(boss, handlers.mirror, log)
    },
    stop: () => boss.stop({ graceful: true, timeout: STOP_TIMEOUT }),
    counts: () => countJobs(db, QUEUES),
  }
  return jobs
}

function keyOf(data: JobData[QueueName]): string {
  if ('taskId' in data) return data.taskId
  if ('workId' in data) return data.workId
  if ('messageId' in data) return data.messageId
  if ('acknowledgementId' in data) return data.acknowledgementId
  if ('conversationId' in data) return data.conversationId
  return 'noticeId' in data ? data.noticeId : data.recountId
}

async function createQueues(boss: PgBoss): Promise<void> {
  for (const name of QUEUES) {
    const settings = settingsOf(name)
    await boss.createQueue(name, { ...settings, policy: 'singleton' }) // one at a time per key
    await boss.updateQueue(name, settings) // a queue made by an earlier version keeps its old settings
    // known from now on: else the first `enqueue` would ask for it beside its transaction's connection
    await boss.insert(name, [])
  }
}

/** Queues of which each job is done by itself, and what the log says of one that failed. */
const FAILED = {
  send: 'A message could not be sent.',
  authenticate: 'A message could not be verified.',
  checkFiles: 'The files of a message could not be checked.',
  rules: 'The rules could not be looked at for a conversation that changed.',
  ruleTasks: 'What a rule wants done could not be done.',
  ruleWork: 'A rule could not be tried or applied.',
  acknowledge: 'A mail could not be acknowledged.',
  recountDeadlines: 'Deadlines could not be counted again.',
  notify: 'A notice could not be sent.',
} satisfies Partial<Record<QueueName, string>>

async function workOn<Q extends keyof typeof FAILED>(
  boss: PgBoss,
  queue: Q,
  {
    handler,
    log,
  }: {
    handler: ((data: JobData[Q], signal: AbortSignal) => Promise<void>) | undefined
    log: Logger
  },
): Promise<void> {
  if (!handler) return
  const options = {
    ...polling(queue),
    localConcurrency: CONCURRENCY[queue],
    perJobResults: true,
  } as const
  await boss.work<JobData[Q], unknown, typeof options>(queue, options, async (batch) => {
    const results: JobResult[] = []
    for (const job of batch) {
      const [result] = await Promise.allSettled([handler(job.data, job.signal)])
      results.push(resultOf(job, result, { log, says: FAILED[queue] }))
    }
    return results
  })
}

async function workOnMirror(
  boss: PgBoss,
  handler: JobHandlers['mirror'],
  log: Logger,
): Promise<void> {
  if (!handler) return
  const options = { ...polling('mirror'), perJobResults: true } as const
  await boss.work<JobData['mirror'], unknown, typeof options>('mirror', options, async (batch) => {
    const signal = AbortSignal.any(batch.map((job) => job.signal))
    const results = await handler(
      batch.map((job) => job.data),
      signal,
    )
    const says = 'Mail could not be mirrored.'
    return batch.map((job, index) => resultOf(job, results[index], { log, says }))
  })
}

function resultOf(
  { id, data }: { id: string; data: object },
  result: PromiseSettledResult<void> | undefined,
  { log, says }: { log: Logger; says: string },
): JobResult {
  if (result?.status === 'fulfilled') return { id, status: 'completed' }
  log.error({ err: result?.reason, job: id, data }, says)
  return { id, status: 'failed', output: { message: String(result?.reason) } }
}

function polling(queue: QueueName) {
  const batchSize = BATCH[queue]
  return {
    pollingIntervalSeconds: POLLING[queue],
    notifyPollingIntervalSeconds: POLLING[queue],
    ...(batchSize !== undefined && { batchSize, burstWhenBatchFull: true }),
  }
}
