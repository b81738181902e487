/**
 * Whether a machine wrote a message, and which kind of message that is:
 * `autoReply` (out of office, acknowledgement, challenge), `bounce` (not delivered), `deliveryNotice` (delayed,
 * relayed, delivered), `receipt` (read), `invitationReply`, `complaint` (feedback report), `list` (people who write
 * through a mailing list), `newsletter`, `notification` (a program that tells something). All but `no` are never
 * answered by a machine (RFC 3834 §2).
 */
export type Automatic =
  | 'no'
  | 'autoReply'
  | 'bounce'
  | 'deliveryNotice'
  | 'receipt'
  | 'invitationReply'
  | 'complaint'
  | 'list'
  | 'newsletter'
  | 'notification'

/** What a mail server says of one recipient (RFC 3464 §2.3). */
export type FailedRecipient = {
  /** '' when the report does not name it. */
  address: string
  /** Enhanced status code (RFC 3463), '' when none is given. */
  status: string
  /** What the server that refused said, in its own words. */
  diagnostic: string
}

/** What a machine reports about a mail of ours. */
export type Report = {
  /** Message-IDs of that mail, the surest first. */
  returned: string[]
  /** Message-IDs of what that mail answered. */
  answered: string[]
  /** Who did not get it; empty when it is no bounce. */
  failed: FailedRecipient[]
}

/** Whether people wrote it, be it to many. */
export function isFromPeople(automatic: Automatic): boolean {
  return automatic === 'no' || automatic === 'list' || automatic === 'newsletter'
}

/**
 * Whether a message tells only that a machine works: it neither re-opens what is dealt with nor starts a
 * deadline. A bounce does re-open: somebody must do something about it.
 */
export function asksForNothing(automatic: Automatic): boolean {
  return !isFromPeople(automatic) && automatic !== 'bounce'
}
