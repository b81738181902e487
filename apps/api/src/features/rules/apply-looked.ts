import { type Queryable, sql, type Tx } from '@levee/db'
import type { ConversationFields, RuleAction } from '@levee/domain'
import { RULE_PROBLEMS, TagColor } from '@levee/contract'
import { Value } from 'typebox/value'
import type { Deps } from '../../deps.ts'
import { leastUsedColor } from '../../least-used-color.ts'
import { lockAnyConversations, saveChanges } from '../conversations/service.ts'
import type { Sorting } from './arrivals.ts'
import { carryOut, type World } from './carry-out.ts'
import {
  freshIds,
  insertNotes,
  insertRuns,
  insertTasks,
  type NewTask,
  type RuleNote,
  type Run,
} from './record-runs.ts'
import { appliedOf, type Looked, recordedFacts } from './run-record.ts'
import { tellingOf, type Telling, tellOfRules } from './tell-of-rules.ts'

type ApplyDeps = Pick<Deps, 'jobs' | 'log' | 'now'>

/** Does what the rules came to, and keeps what they did and why; a few statements for all. */
export async function applyLooked(tx: Tx, deps: ApplyDeps, sorting: Sorting): Promise<void> {
  const { loaded, looked } = sorting
  if (looked.length === 0) return
  const at = deps.now()
  const effects = looked.flatMap(({ decision }) => decision?.effects ?? [])
  const ids = await freshIds(tx, looked.length + effects.length)
  const conversations = await lockAnyConversations(tx, conversationIds(looked))
  const worlds = await worldsFor(tx, sorting, at)
  const fields = new Map<string, ConversationFields>(conversations)
  const notes: RuleNote[] = []
  const tasks: NewTask[] = []
  const tellings: Telling[] = []
  const runs = looked.flatMap((each): Run[] => {
    const { conversationId, messageId, facts, decision } = each
    const conversation = conversations.get(conversationId)
    if (!conversation) return []
    const runId = each.runId ?? taken(ids)
    const world = worlds(conversation)
    const recorded = (decision?.effects ?? []).map((effect) => {
      const current = fields.get(conversationId) ?? conversation
      const carried = carryOut(effect, current, world)
      fields.set(conversationId, carried.fields)
      const { action, ruleId } = effect
      const telling = tellingOf(each, effect, runId)
      if (telling && carried.recorded.outcome === 'done') tellings.push(telling)
      if (action.type === 'addNote' && carried.recorded.outcome === 'done') {
        const id = taken(ids)
        notes.push({ id, conversationId, ruleId, text: action.text })
        return { ...carried.recorded, noteId: id }
      }
      if (carried.recorded.outcome !== 'queued') return carried.recorded
      const id = taken(ids)
      tasks.push({ ...carried.recorded, id, runId, conversationId, messageId })
      return { ...carried.recorded, taskId: id }
    })
    return [
      {
        id: runId,
        conversationId,
        messageId,
        bookId: loaded.id,
        event: facts.event.type,
        facts: recordedFacts(facts),
        applied: appliedOf(each),
        effects: recorded,
        conflicts: decision?.conflicts ?? [],
        stoppedBy: decision?.stoppedBy ?? null,
        problem: each.problem,
      },
    ]
  })
  const wanted = [...conversations.values()].map((conversation) => ({
    conversation,
    fields: fields.get(conversation.id) ?? conversation,
    details: { rules: rulesOf(sorting, runs, conversation.id) },
  }))
  const causedBy = [
    ...looked.flatMap(({ facts }) => facts.causedBy),
    ...runs.flatMap(({ applied }) => applied.map(({ ruleId }) => ruleId)),
  ]
  const change = { viewer: null, at, kind: 'sorted' as const, causedBy: [...new Set(causedBy)] }
  const saved = await saveChanges(tx, deps, wanted, change)
  await insertRuns(tx, runs, at)
  await insertNotes(tx, notes, at)
  await insertTasks(tx, tasks, at)
  await tellOfRules(tx, deps, { tellings, at })
  const noted = notes.map(({ conversationId }) => conversationId).filter((id) => !saved.has(id))
  await touch(tx, noted)
  await deps.jobs.enqueueAll(
    tx,
    'ruleTasks',
    tasks.map(({ id }) => ({ taskId: id })),
  )
}

function conversationIds(looked: readonly Looked[]): string[] {
  return [...new Set(looked.map(({ conversationId }) => conversationId))]
}

function taken(ids: string[]): string {
  const id = ids.pop()
  if (!id) throw new Error('The rules do more than was counted.')
  return id
}

/** The rules that the log names as those who did it: of each run those whose effects changed something. */
function rulesOf(
  { loaded }: Sorting,
  runs: readonly Run[],
  conversationId: string,
): { id: string; name: string; version: number }[] {
  const effects = runs
    .filter((run) => run.conversationId === conversationId)
    .flatMap((run) => run.effects)
  const acting = new Map(
    effects
      .filter(({ outcome, after }) => outcome === 'done' && after)
      .map(({ ruleId, version }) => [ruleId, version]),
  )
  return [...acting].map(([id, version]) => ({
    id,
    name: loaded.rules.get(id)?.name ?? '',
    version,
  }))
}

/** Nobody answers without having seen the note. */
async function touch(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await tx.run(sql`
      update conversation set revision = revision + 1 where id = any(${ids}::uuid[])`)
}

/** Whom an action gives something to do or to read. */
function usersOf(action: RuleAction): readonly string[] {
  if (action.type === 'assignUser') return [action.userId]
  return action.type === 'notify' && 'userIds' in action ? action.userIds : []
}

type Candidate = { id: string; role: string; mailboxIds: string[] }
type Placed = { mailboxIds: string[]; reference: string | null }

async function worldsFor(
  tx: Tx,
  { loaded, known, looked }: Sorting,
  now: Date,
): Promise<(conversation: Placed) => World> {
  const actions = looked.flatMap(
    ({ decision }) => decision?.effects.map(({ action }) => action) ?? [],
  )
  const users = await candidates(tx, actions.flatMap(usersOf))
  const made = await tagsNamed(
    tx,
    actions.flatMap((action) => ('name' in action ? [action.name] : [])),
    now,
  )
  const tagIds = new Set([...known.tag.map(({ id }) => id), ...made.values()])
  return ({ mailboxIds, reference }) => ({
    now,
    timeZone: loaded.timeZone,
    isRegistered: reference !== null,
    hasTeam: (id) => known.team.some((team) => team.id === id),
    hasTag: (id) => tagIds.has(id),
    hasPolicy: (id) => known.policy.some((policy) => policy.id === id),
    hasTemplate: (id) => known.template.some((template) => template.id === id),
    tagNamed: (name) => made.get(name.toLowerCase()),
    whyNotAssigned(userId) {
      const user = users.get(userId)
      if (!user) return RULE_PROBLEMS.noUser
      if (user.role === 'admin' || mailboxIds.some((id) => user.mailboxIds.includes(id)))
        return null
      return RULE_PROBLEMS.notMember
    },
  })
}

async function candidates(db: Queryable, ids: string[]): Promise<Map<string, Candidate>> {
  if (ids.length === 0) return new Map()
  const rows = await db.rows<Candidate>(sql`
    select id, role, array(select mailbox_id from mailbox_member where user_id = u.id
      union select mailbox_id from mailbox_team join team_member using (team_id)
        where user_id = u.id) as "mailboxIds"
    from app_user u where id = any(${ids}::uuid[]) and disabled_at is null`)
  return new Map(rows.map((row) => [row.id, row]))
}

/** The tags of these names, by name in small letters; made where there were none. */
async function tagsNamed(tx: Tx, names: string[], at: Date): Promise<Map<string, string>> {
  if (names.length === 0) return new Map()
  const used = await tx.rows<{ color: string }>(sql`select color from tag`)
  const color = leastUsedColor(used.map((tag) => ({ color: Value.Parse(TagColor, tag.color) })))
  await tx.run(sql`
    insert into tag (name, color, created_at) select name, ${color}, ${at}::timestamptz
    from unnest(${names}::text[]) as name on conflict do nothing`)
  const rows = await tx.rows<{ id: string; name: string }>(sql`
    select id, lower(name) as name from tag
    where lower(name) in (select lower(name) from unnest(${names}::text[]) as name)`)
  return new Map(rows.map(({ id, name }) => [name, id]))
}
