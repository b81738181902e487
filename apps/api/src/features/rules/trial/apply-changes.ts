import type { TagColor } from '@levee/contract'
import { type Queryable, sql, type Tx } from '@levee/db'
import {
  type ConversationFields,
  DomainError,
  type RuleAction,
  type RuleEffect,
  takenBack,
} from '@levee/domain'
import type { Deps } from '../../../deps.ts'
import { leastUsedColor } from '../../../least-used-color.ts'
import { findActivities } from '../../activity/service.ts'
import type { ConversationRow } from '../../conversations/access.ts'
import { checkReferences, lockAnyConversations, saveChanges } from '../../conversations/service.ts'
import { carryOut, type World } from '../carry-out.ts'
import { loadTrial, tryMessages } from './read-trial.ts'
import { messagesById } from './stored-messages.ts'
import type { Trial } from './try-rule.ts'
import { handleChanges, madeChanges, openChanges, type Work } from './work-queries.ts'

const AT_ONCE = 100 // conversations that are locked together

/** Actions that are done to mail that is there; nobody is written to about old mail. */
const DONE_TO_OLD_MAIL: readonly RuleAction['type'][] = [
  'assignUser',
  'assignTeam',
  'addTag',
  'removeTag',
  'setPriority',
  'setStatus',
  'markSpam',
  'setDeadlinePolicy',
]

/** Whether an action is done to mail that is there. */
export function isDoneToOldMail({ type }: Pick<RuleAction, 'type'>): boolean {
  return DONE_TO_OLD_MAIL.includes(type)
}

type WorkDeps = Pick<Deps, 'jobs' | 'now'>

/** Applies a rule to the next conversations of its preview, as they are now; answers whether there were any. */
export async function applyNext(tx: Tx, deps: WorkDeps, work: Work): Promise<boolean> {
  const open = await openChanges(tx, work.id, AT_ONCE)
  if (open.length === 0) return false
  const at = deps.now()
  const rows = await lockAnyConversations(
    tx,
    open.map(({ conversationId }) => conversationId),
  )
  const trial = await loadTrial(tx, { rule: work.rule, now: at, mode: 'present' })
  const messages = await messagesById(
    tx,
    open.map(({ messageId }) => messageId),
    trial.needs.all,
  )
  const found = await tryMessages(tx, trial, messages)
  const wanted = await wantedChanges(tx, {
    work,
    at,
    trial,
    found: found.flatMap(({ change, decision }) => {
      const conversation = rows.get(change.conversationId)
      const effects = decision.effects.filter(({ ruleId }) => ruleId === work.rule.id)
      return conversation ? [{ conversation, effects }] : []
    }),
  })
  const details = {
    rules: [{ id: work.rule.id, name: work.rule.name, version: work.rule.version }],
    workId: work.id,
  }
  const activities = await saveChanges(
    tx,
    deps,
    wanted.map((one) => ({ ...one, details })),
    {
      viewer: { id: work.startedBy },
      at,
      kind: 'ruleApplied',
      ...(work.rule.id && { causedBy: [work.rule.id] }),
    },
  )
  await handleChanges(
    tx,
    work.id,
    open.map(({ conversationId }) => ({
      conversationId,
      activityId: activities.get(conversationId) ?? null,
      leftBecause: null,
    })),
  )
  return true
}

/** Takes the next changes of an application back, where nobody changed the same since. */
export async function takeBackNext(tx: Tx, deps: WorkDeps, work: Work): Promise<boolean> {
  const made = await madeChanges(tx, work.id, AT_ONCE)
  if (made.length === 0) {
    await removeCreatedTags(tx, work.id)
    return false
  }
  const at = deps.now()
  const rows = await lockAnyConversations(
    tx,
    made.map(({ conversationId }) => conversationId),
  )
  const activities = await findActivities(
    tx,
    made.map(({ activityId }) => activityId),
  )
  const handled: Parameters<typeof handleChanges>[2][number][] = []
  const wanted = activities.flatMap((activity) => {
    const { conversationId } = activity
    const conversation = rows.get(conversationId)
    const fields = conversation && undoneFields(conversation, activity)
    handled.push({
      conversationId,
      activityId: fields ? null : activity.id,
      leftBecause: fields ? null : conversation ? 'changedSince' : 'merged',
    })
    return conversation && fields ? [{ conversation, fields, undoes: activity.id }] : []
  })
  const { id: workId, rule, startedBy, undoneBy } = work
  await saveChanges(tx, deps, wanted, {
    viewer: { id: undoneBy ?? startedBy },
    at,
    kind: 'undone',
    ...(rule.id && { causedBy: [rule.id] }),
  })
  await handleChanges(tx, workId, handled)
  return true
}

/** The fields once a logged change is taken back; undefined when somebody went on with it. */
export function undoneFields(
  conversation: ConversationRow,
  activity: Parameters<typeof takenBack>[1],
): ConversationRow | undefined {
  try {
    const fields = takenBack(conversation, activity)
    return { ...conversation, ...fields, tagIds: [...fields.tagIds] }
  } catch (error) {
    if (error instanceof DomainError) return undefined // somebody went on with it
    throw error
  }
}

type FoundEffects = { conversation: ConversationRow; effects: readonly RuleEffect[] }

async function wantedChanges(
  tx: Tx,
  {
    work,
    at,
    trial,
    found,
  }: { work: Work; at: Date; trial: Trial; found: readonly FoundEffects[] },
) {
  const actions = found.flatMap(({ effects }) => effects.map(({ action }) => action))
  const tags = await tagsNamed(tx, { work, names: namesOfTags(actions), at })
  const assigneeId = actions.flatMap((action) =>
    action.type === 'assignUser' ? [action.userId] : [],
  )[0]
  const check = assigneeId === undefined ? undefined : await checkOf(tx, assigneeId)
  const tagIds = new Set([...trial.names.known.tag.map(({ id }) => id), ...tags.values()])
  const timeZone = await timeZoneOf(tx)
  return found.map(({ conversation, effects }) => {
    const world: World = {
      now: at,
      timeZone,
      isRegistered: true,
      hasTeam: (id) => trial.names.known.team.some((team) => team.id === id),
      hasTag: (id) => tagIds.has(id),
      hasPolicy: (id) => trial.names.known.policy.some((policy) => policy.id === id),
      hasTemplate: (id) => trial.names.known.template.some((template) => template.id === id),
      tagNamed: (name) => tags.get(name.toLowerCase()),
      whyNotAssigned: () =>
        check && isAllowed(check, conversation) ? null : 'They could not see it.',
    }
    const start: ConversationFields = conversation
    const fields = effects.reduce((before, effect) => carryOut(effect, before, world).fields, start)
    return { conversation, fields }
  })
}

type Check = Awaited<ReturnType<typeof checkReferences>>

/** undefined: there is no such user any more. */
async function checkOf(tx: Tx, assigneeId: string): Promise<Check | undefined> {
  try {
    return await checkReferences(tx, { assigneeId, tagIds: [] })
  } catch (error) {
    if (error instanceof DomainError) return undefined
    throw error
  }
}

/** Whether the user to whom the rule gives work could see it. */
function isAllowed(check: Check, conversation: ConversationRow): boolean {
  try {
    check(conversation)
    return true
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}

function namesOfTags(actions: readonly RuleAction[]): string[] {
  return actions.flatMap((action) =>
    action.type === 'addTag' && 'name' in action ? [action.name] : [],
  )
}

/** The tags of these names, those made that do not exist, by their names in small letters. */
async function tagsNamed(
  tx: Tx,
  { work, names, at }: { work: Work; names: readonly string[]; at: Date },
): Promise<Map<string, string>> {
  if (names.length === 0) return new Map()
  const wanted = [...new Map(names.map((name) => [name.toLowerCase(), name])).values()]
  const used = await tx.rows<{ color: TagColor }>(sql`select color from tag`)
  const made = await tx.rows<{ id: string }>(sql`
    insert into tag (name, color, created_at)
    select name, ${leastUsedColor(used)}, ${at}::timestamptz from unnest(${wanted}::text[]) name
    on conflict do nothing returning id`)
  await tx.run(sql`
    update rule_work set created_tags = created_tags || ${made.map(({ id }) => id)}::uuid[]
    where id = ${work.id}`)
  const rows = await tx.rows<{ id: string; name: string }>(sql`
    select id, lower(name) as name from tag
    where lower(name) = any(array(select lower(n) from unnest(${wanted}::text[]) n))`)
  return new Map(rows.map(({ id, name }) => [name, id]))
}

/** Tags that were made for an application and that nothing bears any more. */
async function removeCreatedTags(tx: Tx, workId: string): Promise<void> {
  await tx.run(sql`
    delete from tag t using rule_work w where w.id = ${workId} and t.id = any(w.created_tags)
      and not exists (select from conversation_tag c where c.tag_id = t.id)`)
}

async function timeZoneOf(tx: Queryable): Promise<string> {
  const found = await tx.row<{ timeZone: string }>(sql`
    select time_zone as "timeZone" from installation`)
  return found?.timeZone ?? 'UTC'
}
