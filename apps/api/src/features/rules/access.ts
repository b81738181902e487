import { sql, type Tx } from '@levee/db'
import type { FieldChanges, LoggedFields, PropertyChange } from '@levee/domain'
import type { Deps } from '../../deps.ts'

/** A conversation that changed, and the rules that made it change. */
export type ChangedConversation = {
  conversationId: string
  changes: Pick<FieldChanges, 'before' | 'after'>
  causedBy: readonly string[]
}

/** Lets rules that wait for changes look at these, once the transaction is kept. */
export async function followChanges(
  tx: Tx,
  jobs: Deps['jobs'],
  changed: readonly ChangedConversation[],
): Promise<void> {
  const list = changed
    .map(({ conversationId, changes, causedBy }) => ({
      conversationId,
      changes: propertyChanges(changes),
      causedBy: [...causedBy],
    }))
    .filter(({ changes }) => changes.length > 0)
  if (list.length === 0) return
  const waiting = await tx.row(sql`
    select from rule where enabled and deleted_at is null
      and trigger ->> 'type' = 'conversationChanges' limit 1`)
  if (waiting) await jobs.enqueueAll(tx, 'rules', list)
}

const PROPERTIES = [
  ['status', 'status'],
  ['priority', 'priority'],
  ['assigneeId', 'assignee'],
  ['teamId', 'team'],
  ['dueAt', 'dueAt'],
  ['subject', 'subject'],
] as const

/** What of a logged change rules can wait for; each tag that came or went is one. */
function propertyChanges({ before, after }: ChangedConversation['changes']): PropertyChange[] {
  const plain = PROPERTIES.flatMap(([field, property]): PropertyChange[] =>
    Object.hasOwn(after, field)
      ? [{ property, previous: before[field] ?? null, current: after[field] ?? null }]
      : [],
  )
  return [...plain, ...tagChanges(before, after)]
}

function tagChanges(
  { tagIds: had = [] }: LoggedFields,
  { tagIds: has = [] }: LoggedFields,
): PropertyChange[] {
  const came = has.filter((id) => !had.includes(id))
  const went = had.filter((id) => !has.includes(id))
  return [
    ...came.map((id): PropertyChange => ({ property: 'tag', previous: null, current: id })),
    ...went.map((id): PropertyChange => ({ property: 'tag', previous: id, current: null })),
  ]
}
