export { listCalendars, updateCalendar } from './calendars/calendars.ts'
export { explainDeadlines } from './explain-deadlines.ts'
export { followClocks } from './follow-clocks.ts'
export { type Frame, hoursFor, loadFrame, loadHours } from './frame.ts'
export { queueNotice } from './notices/queue-notice.ts'
export { afterQuietHours } from './notices/quiet-hours.ts'
export { sendNotice } from './notices/send-notice.ts'
export { policyOf } from './policy-of.ts'
export { createPolicy, listPolicies, updatePolicy } from './policies.ts'
export { recountDeadlines } from './recount.ts'
export { setDeadlinePolicy } from './set-policy.ts'
export { setUpDeadlines } from './set-up-deadlines.ts'
export { deadlineOfKind } from './subject-queries.ts'
export { supposeDates } from './suppose-dates.ts'
export {
  countUnsentNotices,
  dismissNotice,
  listUnsentNotices,
  resendNotice,
} from './notices/unsent-notices.ts'
