import { sql, type Tx } from '@levee/db'
import type { PropertyChange } from '@levee/domain'
import type { Deps } from '../../deps.ts'

export { knownThings } from './known-things.ts'
export { localAction, portableAction } from './portable.ts'

type Logged = Readonly<Record<string, unknown>>

/** A conversation that changed, and the rules that made it change. */
export type ChangedConversation = {
  conversationId: string
  /** As the log keeps them. */
  changes: { before: Logged; after: Logged }
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
  if (!waiting) return
  const ids = await tx.rows<{ id: string }>(
    sql`select new_id() as id from generate_series(1, ${list.length}::int)`,
  )
  const numbered = list.map((each, index) => ({ ...each, runId: ids[index]?.id ?? '' }))
  await jobs.enqueueAll(tx, 'rules', numbered)
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
      ? [{ property, previous: word(before[field]), current: word(after[field]) }]
      : [],
  )
  return [...plain, ...tagChanges(before, after)]
}

function word(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function tagChanges(before: Logged, after: Logged): PropertyChange[] {
  const [had, has] = [words(before['tagIds']), words(after['tagIds'])]
  const came = has.filter((id) => !had.includes(id))
  const went = had.filter((id) => !has.includes(id))
  return [
    ...came.map((id): PropertyChange => ({ property: 'tag', previous: null, current: id })),
    ...went.map((id): PropertyChange => ({ property: 'tag', previous: id, current: null })),
  ]
}

function words(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []
}
