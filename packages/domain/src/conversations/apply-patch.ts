import { plainWeek } from '../deadlines/compile-calendar.ts'
import { dueSoonAt } from '../deadlines/due-state.ts'
import { DomainError } from '../errors.ts'
import { isClosed, type Priority, type Status } from './status.ts'

/** What staff change about a conversation. */
export type ConversationFields = {
  status: Status
  /** Why it is spam, when somebody reported it. */
  spamReason: 'phishing' | null
  priority: Priority
  assigneeId: string | null
  teamId: string | null
  subject: string
  tagIds: readonly string[]
  snoozedUntil: Date | null
  dueAt: Date | null
  /** When `dueAt` was set by hand. */
  dueSetAt: Date | null
  /** From when on `dueAt` is near. */
  dueSoonAt: Date | null
  /** It went to many and asks nobody here for anything; then it has no number. */
  isNewsletter: boolean
  /** The deadline policy that was set for it; null: the policies' conditions decide. */
  deadlinePolicyId: string | null
}

/** What is asked for; what is not said stays. `addTagIds` and `removeTagIds` are for several at once. */
export type FieldsPatch = Partial<
  Omit<ConversationFields, 'dueSetAt' | 'dueSoonAt' | 'spamReason'>
> & {
  addTagIds?: readonly string[]
  removeTagIds?: readonly string[]
}

const LONGEST_SUBJECT = 998 // characters, as in a header line (RFC 5322 §2.1.1)

/**
 * The fields of a conversation after a patch. Closing ends a snooze; setting a date starts its delay.
 * @throws {DomainError} `invalid` when the patch asks for what cannot be.
 */
export function applyPatch(
  current: ConversationFields,
  patch: FieldsPatch,
  { now, timeZone }: { now: Date; timeZone: string },
): ConversationFields {
  const status = patch.status ?? current.status
  return {
    ...current,
    status,
    spamReason: status === 'spam' ? current.spamReason : null,
    priority: patch.priority ?? current.priority,
    assigneeId: patch.assigneeId === undefined ? current.assigneeId : patch.assigneeId,
    teamId: patch.teamId === undefined ? current.teamId : patch.teamId,
    subject: patch.subject === undefined ? current.subject : checkedSubject(patch.subject),
    tagIds: patchedTags(current.tagIds, patch),
    snoozedUntil: snooze(current, patch, now),
    isNewsletter: patch.isNewsletter ?? current.isNewsletter,
    deadlinePolicyId:
      patch.deadlinePolicyId === undefined ? current.deadlinePolicyId : patch.deadlinePolicyId,
    ...(patch.dueAt === undefined ? {} : deadline(current, patch.dueAt, { now, timeZone })),
  }
}

/** The fields of a conversation that was reported as phishing: it is set aside, and nobody's deadline. */
export function reportedAsPhishing(current: ConversationFields): ConversationFields {
  return { ...current, status: 'spam', spamReason: 'phishing', snoozedUntil: null }
}

function checkedSubject(subject: string): string {
  const line = subject.replaceAll(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim()
  if (line !== '' && line.length <= LONGEST_SUBJECT) return line
  throw new DomainError('invalid', 'A subject needs one to 998 characters.', {
    errors: [{ path: 'subject', message: 'takes one to 998 characters' }],
  })
}

function patchedTags(
  current: readonly string[],
  { tagIds, addTagIds = [], removeTagIds = [] }: FieldsPatch,
): readonly string[] {
  const wanted = new Set([...(tagIds ?? current), ...addTagIds])
  for (const id of removeTagIds) wanted.delete(id)
  return wanted.size === current.length && current.every((id) => wanted.has(id))
    ? current
    : [...wanted].toSorted()
}

function snooze(current: ConversationFields, patch: FieldsPatch, now: Date): Date | null {
  const isNowClosed = isClosed(patch.status ?? current.status)
  if (patch.snoozedUntil === undefined) return isNowClosed ? null : current.snoozedUntil
  if (patch.snoozedUntil === null) return null
  if (isNowClosed) throw refusedSnooze('Only open and waiting mail can be snoozed.')
  if (patch.snoozedUntil <= now) throw refusedSnooze('A snooze ends in the future.')
  return patch.snoozedUntil
}

function refusedSnooze(message: string): DomainError {
  return new DomainError('invalid', message, { errors: [{ path: 'snoozedUntil', message }] })
}

function deadline(
  current: ConversationFields,
  dueAt: Date | null,
  { now, timeZone }: { now: Date; timeZone: string },
): Pick<ConversationFields, 'dueAt' | 'dueSetAt' | 'dueSoonAt'> {
  if (dueAt === null) return { dueAt: null, dueSetAt: null, dueSoonAt: null }
  if (dueAt.getTime() === current.dueAt?.getTime())
    return { dueAt, dueSetAt: current.dueSetAt, dueSoonAt: current.dueSoonAt }
  return { dueAt, dueSetAt: now, dueSoonAt: dueSoonAt(now, dueAt, plainWeek(timeZone)) }
}
