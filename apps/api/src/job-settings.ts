import type { Queue } from 'pg-boss'
import type { QueueName } from './jobs.ts'

type QueueSettings = Omit<Queue, 'name'>

/**
 * NOTIFY wakes workers for what is due at once. What is due later (the seconds in which a reply can
 * be taken back) is found by polling.
 */
export const POLLING = {
  send: 1,
  mirror: 2,
  authenticate: 5,
  checkFiles: 5,
  rules: 2,
  ruleTasks: 2,
  ruleWork: 2,
  acknowledge: 2,
  recountDeadlines: 2,
  notify: 5,
} satisfies Record<QueueName, number> // seconds

/** Workers of a queue, each of which polls by itself. */
export const CONCURRENCY = {
  send: 2,
  authenticate: 2,
  checkFiles: 1,
  rules: 1,
  ruleTasks: 2,
  ruleWork: 1,
  acknowledge: 1,
  recountDeadlines: 1,
  notify: 1,
}
/**
 * Jobs that are taken at once where many become due together, by a bulk action or at the end of the quiet
 * hours; while there are as many, the next are taken without waiting for a poll.
 */
export const BATCH: Partial<Record<QueueName, number>> = { mirror: 100, notify: 10 }

/** A worker that died is noticed by its missing heartbeat, and its job done by another. */
const QUEUE: QueueSettings = {
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

/** Jobs that wait before the log warns: an import of years leaves one of these for each message, which is no fault. */
const AFTER_IMPORT = { warningQueueSize: 1_000_000 }

const SETTINGS: Partial<Record<QueueName, QueueSettings>> = {
  authenticate: AFTER_IMPORT,
  checkFiles: AFTER_IMPORT,
  // a notice that a killed worker had is due at once, a minute after its time at the latest; what a mail server refuses is put off by the notice itself
  notify: { heartbeatSeconds: 10, retryDelay: 1, retryDelayMax: 5 },
  // a person waits for it, and can have it tried again: given up after some three minutes
  ruleWork: { retryLimit: 5 },
}

export const QUEUES: QueueName[] = [
  'send',
  'mirror',
  'authenticate',
  'checkFiles',
  'rules',
  'ruleTasks',
  'ruleWork',
  'acknowledge',
  'recountDeadlines',
  'notify',
]

/** How a queue deals with its jobs. */
export function settingsOf(queue: QueueName): QueueSettings {
  return { ...QUEUE, ...SETTINGS[queue] }
}
