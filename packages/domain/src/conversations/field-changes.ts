import { DomainError } from '../errors.ts'
import type { ConversationFields } from './apply-patch.ts'

/** The fields as the activity log keeps them: instants in ISO 8601, tags in order. */
type LoggedState = {
  [F in keyof ConversationFields]: Exclude<ConversationFields[F], Date> | InstantOf<F>
}
type InstantOf<F extends keyof ConversationFields> = Date extends ConversationFields[F]
  ? string
  : never

/** Some fields with a value each. */
export type LoggedFields = Partial<LoggedState>

/** The fields in which two states of a conversation differ, with the values of each. */
export type FieldChanges = { before: LoggedFields; after: LoggedFields }

/** What of a conversation is different after a change; undefined when nothing is. */
export function changedFields(
  before: ConversationFields,
  after: ConversationFields,
): FieldChanges | undefined {
  const [from, to] = [logged(before), logged(after)]
  const changed = fieldsOf(to).filter((field) => !isSameValue(from[field], to[field]))
  if (changed.length === 0) return undefined
  return { before: only(changed, from), after: only(changed, to) }
}

/**
 * The fields of a conversation once a logged change is taken back. Tags are given back one by one, so
 * that a tag that somebody else has put on or taken off meanwhile stays as it is.
 * @throws {DomainError} `conflict` when something else has changed since what the change had set.
 */
export function takenBack(current: ConversationFields, change: FieldChanges): ConversationFields {
  const now = logged(current)
  const isChangedSince = fieldsOf(change.after).some(
    (field) =>
      field !== 'tagIds' &&
      field !== 'dueSoonAt' && // follows from the date and its calendar
      !isSameValue(now[field], change.after[field]),
  )
  if (isChangedSince) throw laterChange()
  const { before } = change
  return {
    status: before.status ?? current.status,
    spamReason: before.spamReason === undefined ? current.spamReason : before.spamReason,
    priority: before.priority ?? current.priority,
    assigneeId: before.assigneeId === undefined ? current.assigneeId : before.assigneeId,
    teamId: before.teamId === undefined ? current.teamId : before.teamId,
    subject: before.subject ?? current.subject,
    tagIds: tagsTakenBack(current.tagIds, change),
    snoozedUntil: instant(before.snoozedUntil, current.snoozedUntil),
    dueAt: instant(before.dueAt, current.dueAt),
    dueSetAt: instant(before.dueSetAt, current.dueSetAt),
    dueSoonAt: instant(before.dueSoonAt, current.dueSoonAt),
    isNewsletter: before.isNewsletter ?? current.isNewsletter,
    deadlinePolicyId:
      before.deadlinePolicyId === undefined ? current.deadlinePolicyId : before.deadlinePolicyId,
  }
}

function logged(fields: ConversationFields): LoggedState {
  return {
    status: fields.status,
    spamReason: fields.spamReason,
    priority: fields.priority,
    assigneeId: fields.assigneeId,
    teamId: fields.teamId,
    subject: fields.subject,
    tagIds: fields.tagIds.toSorted(),
    snoozedUntil: fields.snoozedUntil?.toISOString() ?? null,
    dueAt: fields.dueAt?.toISOString() ?? null,
    dueSetAt: fields.dueSetAt?.toISOString() ?? null,
    dueSoonAt: fields.dueSoonAt?.toISOString() ?? null,
    isNewsletter: fields.isNewsletter,
    deadlinePolicyId: fields.deadlinePolicyId,
  }
}

/** What a log entry says of other things than these fields is nobody's to take back. */
const FIELDS = [
  'status',
  'spamReason',
  'priority',
  'assigneeId',
  'teamId',
  'subject',
  'tagIds',
  'snoozedUntil',
  'dueAt',
  'dueSetAt',
  'dueSoonAt',
  'isNewsletter',
  'deadlinePolicyId',
] as const satisfies readonly (keyof ConversationFields)[]

function fieldsOf(fields: LoggedFields): (keyof ConversationFields)[] {
  return FIELDS.filter((field) => Object.hasOwn(fields, field))
}

function only(fields: (keyof ConversationFields)[], state: LoggedState): LoggedFields {
  return Object.fromEntries(fields.map((field) => [field, state[field]]))
}

function isSameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function instant(value: string | null | undefined, current: Date | null): Date | null {
  if (value === undefined) return current
  return value === null ? null : new Date(value)
}

function tagsTakenBack(
  current: readonly string[],
  { before: { tagIds: had }, after: { tagIds: got } }: FieldChanges,
): readonly string[] {
  if (!had || !got) return current
  const added = got.filter((id) => !had.includes(id))
  const removed = had.filter((id) => !got.includes(id))
  if (added.some((id) => !current.includes(id)) || removed.some((id) => current.includes(id)))
    throw laterChange()
  return [...current.filter((id) => !added.includes(id)), ...removed].toSorted()
}

function laterChange(): DomainError {
  return new DomainError('conflict', 'This cannot be undone any more: it was changed again since.')
}
