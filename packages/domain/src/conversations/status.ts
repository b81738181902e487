/** `open` (to do), `waiting` (for somebody outside), `answered`, `archived`, `spam`. */
export type Status = 'open' | 'waiting' | 'answered' | 'archived' | 'spam'

export type Priority = 'low' | 'normal' | 'high' | 'urgent'

/** On the desk: still to be done, now or later. */
export const DESK_STATUSES = ['open', 'waiting'] as const satisfies readonly Status[]

/** Whether a conversation of this status is off the desk. */
export function isClosed(status: Status): boolean {
  return status !== 'open' && status !== 'waiting'
}
