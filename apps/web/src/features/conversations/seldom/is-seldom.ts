import type { ActivityKind, TimelineEntry } from '@levee/contract'

const KINDS: ReadonlySet<ActivityKind> = new Set([
  'forwarded',
  'webhookSent',
  'taskFailed',
  'ruleApplied',
  'rolledBack',
  'undone',
  'registered',
  'judged',
  'reread',
  'replyCancelled',
  'replyRetried',
  'sendFailed',
  'acknowledged',
  'notAcknowledged',
])
const FIELDS = ['priority', 'snoozedUntil', 'isNewsletter', 'deadlinePolicyId']

/** Whether the words for an entry of the log are loaded only once there is one. */
export function isSeldom({ kind, after = {} }: TimelineEntry): boolean {
  return (kind !== undefined && KINDS.has(kind)) || FIELDS.some((field) => field in after)
}
