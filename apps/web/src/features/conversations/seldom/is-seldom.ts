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
  'replyRescheduled',
  'replyApproved',
  'replyReturned',
  'sendFailed',
  'acknowledged',
  'notAcknowledged',
  'assigned',
  'handedOver',
  'takenBack',
  'noteChanged',
  'noteRemoved',
  'linked',
  'unlinked',
])
const FIELDS = ['priority', 'snoozedUntil', 'isNewsletter', 'deadlinePolicyId', 'assignment']

/** Whether the words for an entry of the log are loaded only once there is one. */
export function isSeldom({ kind, after = {} }: TimelineEntry): boolean {
  return (kind !== undefined && KINDS.has(kind)) || FIELDS.some((field) => field in after)
}
