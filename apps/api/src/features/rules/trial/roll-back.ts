import type { LeftConversation, RuleChange } from '@levee/contract'
import { sql, type Tx } from '@levee/db'
import type { FieldChanges } from '@levee/domain'
import type { Deps } from '../../../deps.ts'
import type { ConversationRow } from '../../conversations/access.ts'
import { lockAnyConversations, saveChanges } from '../../conversations/service.ts'
import { undoneFields } from './apply-changes.ts'
import { ruledState } from './facts-of.ts'
import { withDeadlines } from './moved-deadlines.ts'
import {
  handleChanges,
  insertChanges,
  openChanges,
  saveProgress,
  saveState,
  type Work,
} from './work-queries.ts'

const AT_ONCE = 200 // conversations

type WorkDeps = Pick<Deps, 'jobs' | 'now'>

/** What a rule did to a conversation and nobody has taken back; `isTouched`: people went on with it since. */
type Acted = {
  conversationId: string
  messageId: string
  receivedAt: Date
  effects: FieldChanges[]
  isTouched: boolean
}

/** Counts the next conversations that bear effects of a rule; answers whether these were the last. */
export async function lookBack(tx: Tx, deps: WorkDeps, work: Work): Promise<boolean> {
  const acted = await actedOn(tx, work, { after: work.place?.messageId ?? null })
  const rows = await lockAnyConversations(
    tx,
    acted.map(({ conversationId }) => conversationId),
  )
  const judged = acted.flatMap((each) => {
    const conversation = rows.get(each.conversationId)
    return conversation ? [{ each, conversation, fields: rolledBack(conversation, each) }] : []
  })
  const changes = await withDeadlines(tx, judged.map(changeOf), deps.now())
  await insertChanges(tx, work.id, changes)
  const left = judged.filter(({ fields }) => fields === undefined)
  await handleChanges(
    tx,
    work.id,
    left.map(({ each: { conversationId } }) => leftAsItIs(conversationId)),
  )
  const changed = judged.length - left.length
  const counts = {
    examined: acted.length,
    matched: judged.length,
    changed,
    taken: 0,
    toCheck: 0,
    deadlinesMoved: changes.filter((one) => one.deadlineBefore !== one.deadlineAfter).length,
  }
  const last = acted.length === AT_ONCE ? acted.at(-1) : undefined
  const place = last
    ? { receivedAt: last.receivedAt.toISOString(), messageId: last.conversationId }
    : null
  await saveProgress(tx, work.id, { counts, place, total: null })
  if (last) return false
  await saveState(tx, work.id, { state: 'previewed', at: deps.now() })
  return true
}

/** Takes the effects of a rule back on the next conversations; answers whether there were any. */
export async function rollBackNext(tx: Tx, deps: WorkDeps, work: Work): Promise<boolean> {
  const open = await openChanges(tx, work.id, AT_ONCE)
  if (open.length === 0) return false
  const ids = open.map(({ conversationId }) => conversationId)
  const rows = await lockAnyConversations(tx, ids)
  const acted = await actedOn(tx, work, { ids })
  const { rule } = work
  const rules = [{ id: rule.id, name: rule.name, version: rule.version }]
  const wanted = acted.flatMap((each) => {
    const conversation = rows.get(each.conversationId)
    const fields = conversation && rolledBack(conversation, each)
    return conversation && fields
      ? [{ conversation, fields, details: { rules, workId: work.id, ruleId: rule.id } }]
      : []
  })
  const activities = await saveChanges(tx, deps, wanted, {
    viewer: { id: work.startedBy },
    at: deps.now(),
    kind: 'rolledBack',
    ...(rule.id && { causedBy: [rule.id] }),
  })
  await handleChanges(
    tx,
    work.id,
    ids.map((id) => {
      const activityId = activities.get(id)
      return activityId
        ? { conversationId: id, activityId, leftBecause: null }
        : leftAsItIs(id, rows.has(id) ? 'changedSince' : 'merged')
    }),
  )
  return true
}

function actedOn(
  tx: Tx,
  { rule, scope }: Work,
  which: { after: string | null } | { ids: readonly string[] },
): Promise<Acted[]> {
  const chosen =
    'ids' in which
      ? sql`h.conversation_id = any(${which.ids}::uuid[])`
      : which.after === null
        ? sql`true`
        : sql`h.conversation_id > ${which.after}::uuid`
  const since = scope.since === undefined ? sql`true` : sql`h.at >= ${scope.since}::timestamptz`
  return tx.rows<Acted>(sql`
    select h.conversation_id as "conversationId", l.id as "messageId", l.received_at as "receivedAt",
      h.effects, exists (select from activity a where a.conversation_id = h.conversation_id
        and a.actor_id is not null and a.kind <> 'ruleApplied' and a.at >= h.at
        and not exists (select from rule_work w where a.after ->> 'workId' = w.id::text)) as "isTouched"
    from (
      select h.conversation_id, min(h.at) as at, jsonb_agg(e.effect order by r.at desc, e.place desc) as effects
      from rule_hit h join rule_run r on r.id = h.run_id
        cross join lateral jsonb_array_elements(r.effects) with ordinality e(effect, place)
      where h.rule_id = ${rule.id}::uuid and ${since} and ${chosen}
        and e.effect ->> 'ruleId' = h.rule_id::text and e.effect ? 'after'
        and not exists (select from activity b where b.conversation_id = h.conversation_id
          and b.kind = 'rolledBack' and b.after ->> 'ruleId' = h.rule_id::text and b.at >= h.at
          and not exists (select from activity u where u.undoes = b.id))
      group by h.conversation_id order by h.conversation_id limit ${sql.integer(AT_ONCE)}) h
    cross join lateral (select m.id, m.received_at from message m
      where m.conversation_id = h.conversation_id order by m.received_at desc, m.id desc limit 1) l
    order by h.conversation_id`)
}

/** The last effect is taken back first; undefined where people went on with the conversation. */
function rolledBack(
  conversation: ConversationRow,
  { effects, isTouched }: Acted,
): ConversationRow | undefined {
  if (isTouched) return undefined
  return effects.reduce<ConversationRow | undefined>(
    (row, effect) => row && undoneFields(row, effect),
    conversation,
  )
}

function leftAsItIs(
  conversationId: string,
  leftBecause: LeftConversation['reason'] = 'changedSince',
) {
  return { conversationId, activityId: null, leftBecause }
}

function changeOf({
  each,
  conversation,
  fields,
}: {
  each: Acted
  conversation: ConversationRow
  fields: ConversationRow | undefined
}): RuleChange {
  const { reference, subject, fromName, fromAddress } = conversation
  return {
    conversationId: each.conversationId,
    messageId: each.messageId,
    reference,
    subject,
    from: { name: fromName, address: fromAddress },
    receivedAt: each.receivedAt.toISOString(),
    outcome: fields ? 'changes' : 'same',
    before: sentState(conversation),
    after: sentState(fields ?? conversation),
    now: sentState(conversation),
    takenBy: null,
    deadlineBefore: conversation.dueAt?.toISOString() ?? null,
    deadlineAfter: (fields ?? conversation).dueAt?.toISOString() ?? null,
    toCheck: [],
  }
}

function sentState(row: ConversationRow): RuleChange['before'] {
  const { tagIds, newTags, does, ...rest } = ruledState(row)
  return { ...rest, tagIds: [...tagIds], newTags: [...newTags], does: [...does] }
}
