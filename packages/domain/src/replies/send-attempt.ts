/** What came of an attempt to hand a message to the server that sends it. */
export type SendFailure =
  /** The server refused for good (5xx), or only a person can mend it. */
  | 'refused'
  /** The server was not reached, or asked to try later (4xx): nothing was sent. */
  | 'later'
  /** The connection broke, or we did, after the message was handed over: it may have been sent. */
  | 'unknown'

/** What is done then: tried again at an instant, or left to a person. */
export type AfterFailure = { state: 'queued'; at: Date } | { state: 'failed' }

/** Minutes until the next attempt; the last is repeated. Grey-listing servers ask for a few minutes. */
const WAITS = [0.25, 1, 3, 5, 10, 15, 30, 60]
/** Attempts over about ten hours: what is not sent by then is a person's concern before the day ends. */
const MOST_ATTEMPTS = 16
/** Minutes: a server that is not reached is back, one that files what it sends has done so. */
const LOOKS = [1, 10, 60]
const MINUTE = 60_000 // ms

/**
 * What follows a failed attempt. An unknown outcome is never tried again by itself: a message is
 * sent once, and only a person may decide that twice is better than never.
 * @param attempts how many were made, this one included.
 */
export function afterSendFailure(failure: SendFailure, attempts: number, now: Date): AfterFailure {
  if (failure !== 'later' || attempts >= MOST_ATTEMPTS) return { state: 'failed' }
  const wait = WAITS[Math.min(attempts, WAITS.length) - 1] ?? 1
  return { state: 'queued', at: new Date(now.getTime() + wait * MINUTE) }
}

/** When it is looked into Sent again for a reply of which nobody knows whether it was sent. */
export function looksIntoSent(now: Date): Date[] {
  return LOOKS.map((minutes) => new Date(now.getTime() + minutes * MINUTE))
}

/** When a reply leaves: at the hour asked for, and never before it could be taken back. */
export function departure(
  { sendAt, undoSeconds = 0 }: { sendAt?: Date | undefined; undoSeconds?: number | undefined },
  now: Date,
): Date {
  const earliest = new Date(now.getTime() + undoSeconds * 1_000)
  return sendAt && sendAt > earliest ? sendAt : earliest
}
