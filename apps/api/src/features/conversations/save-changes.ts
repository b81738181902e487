import type { ActivityKind } from '@levee/contract'
import { sql, type Tx } from '@levee/db'
import { changedFields, type ConversationFields, type FieldChanges } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { announceAll } from '../../http/events.ts'
import type { MirrorAction } from '../../jobs.ts'
import type { Viewer } from '../../http/viewer.ts'
import { recordActivities } from '../activity/service.ts'
import { setDeadlinePolicy } from '../deadlines/service.ts'
import { tellAssignees } from '../news/access.ts'
import { followChanges } from '../rules/access.ts'
import type { ConversationRow } from './access.ts'
import { withAssignees } from './with-assignees.ts'

/** A conversation, and how it shall be. */
export type Wanted = {
  conversation: ConversationRow
  fields: ConversationFields
  /** The log entry that this takes back, where several are taken back at once. */
  undoes?: string
  /** What the log keeps of it besides the fields, when one of them changed. */
  details?: object
  /** Mail of a team that nobody has: it is given to somebody, where the team does so by itself. */
  isToGive?: true
}

/** Who changes conversations, when, and what the log calls it. */
export type Change = {
  /** null: Levee itself, by its rules or following the mail server. */
  viewer: Pick<Viewer, 'id'> | null
  at: Date
  kind: ActivityKind
  undoes?: string
  /** What the log keeps besides the fields; it is then written even if none of them changed. */
  details?: object
  /** It comes from the mail server, which need not be told. */
  isShownAlready?: boolean
  /** The rules whose effects these changes are: they do not act on them again. */
  causedBy?: readonly string[]
}

type Changed = Wanted & { changes: FieldChanges }

/**
 * Writes what is different, a few statements for all: the rows, their tags, their log, what the mail
 * server shall show, the news. The conversations must be locked.
 * @returns the log entry of each conversation that changed, by its id.
 */
export async function saveChanges(
  tx: Tx,
  { jobs }: Pick<Deps, 'jobs'>,
  asked: readonly Wanted[],
  change: Change,
): Promise<Map<string, string>> {
  const wanted = await withAssignees(tx, asked, change)
  const changed = wanted.flatMap((one): Changed[] => {
    const changes =
      changedFields(one.conversation, one.fields) ??
      (change.details ? { before: {}, after: {} } : undefined)
    return changes ? [{ ...one, changes }] : []
  })
  if (changed.length === 0) return new Map()
  await updateRows(tx, changed)
  await updateTags(tx, changed)
  await updatePolicies(tx, changed)
  const { viewer, at, kind, details } = change
  const activities = await recordActivities(
    tx,
    changed.map(
      ({ conversation: { id }, undoes = change.undoes, changes: { before, after }, ...one }) => ({
        conversationId: id,
        actorId: viewer?.id ?? null,
        kind,
        before,
        after: { ...after, ...details, ...one.details },
        at,
        ...(undoes && { undoes }),
      }),
    ),
  )
  if (!change.isShownAlready) await mirror(tx, jobs, changed)
  if (kind !== 'undone')
    await tellAssignees(tx, givenOut(changed), { actorId: viewer?.id ?? null, at })
  await followChanges(
    tx,
    jobs,
    changed.map(({ conversation: { id }, changes }) => ({
      conversationId: id,
      changes,
      causedBy: change.causedBy ?? [],
    })),
  )
  await announceAll(
    tx,
    changed.map(({ conversation: { id, mailboxIds, revision } }) => ({
      type: 'conversation.updated',
      conversationId: id,
      mailboxIds,
      revision: revision + 1,
    })),
  )
  return activities
}

function givenOut(changed: readonly Changed[]): { conversationId: string; assigneeId: string }[] {
  return changed.flatMap(({ conversation, changes }) => {
    const { assigneeId } = changes.after
    return assigneeId ? [{ conversationId: conversation.id, assigneeId }] : []
  })
}

async function updateRows(tx: Tx, changed: readonly Changed[]): Promise<void> {
  const rows = changed.map(({ conversation: { id }, fields }) => ({ ...fields, id }))
  await tx.run(sql`
    update conversation c set status = n.status, spam_reason = n."spamReason", priority = n.priority,
      assignee_id = n."assigneeId", team_id = n."teamId", subject = n.subject,
      snoozed_until = n."snoozedUntil", due_at = n."dueAt", due_set_at = n."dueSetAt",
      due_soon_at = n."dueSoonAt", is_newsletter = n."isNewsletter", revision = c.revision + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id uuid, status text, "spamReason" text,
      priority text, "assigneeId" uuid, "teamId" uuid, subject text, "snoozedUntil" timestamptz,
      "dueAt" timestamptz, "dueSetAt" timestamptz, "dueSoonAt" timestamptz, "isNewsletter" boolean)
    where c.id = n.id`)
}

async function updateTags(tx: Tx, changed: readonly Changed[]): Promise<void> {
  const pairs = changed.flatMap(({ conversation: { id, tagIds }, fields }) => [
    ...fields.tagIds.filter((tag) => !tagIds.includes(tag)).map((tag) => ({ id, tag, on: true })),
    ...tagIds.filter((tag) => !fields.tagIds.includes(tag)).map((tag) => ({ id, tag, on: false })),
  ])
  if (pairs.length === 0) return
  const list = sql`jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as p(id uuid, tag uuid, "on" boolean)`
  await tx.run(sql`delete from conversation_tag t using ${list}
    where t.conversation_id = p.id and t.tag_id = p.tag and not p.on`)
  await tx.run(sql`insert into conversation_tag (conversation_id, tag_id)
    select id, tag from ${list} where p.on on conflict do nothing`)
}

/** The deadlines follow with the log. */
async function updatePolicies(tx: Tx, changed: readonly Changed[]): Promise<void> {
  const set = changed.filter(
    ({ conversation, fields }) => conversation.deadlinePolicyId !== fields.deadlinePolicyId,
  )
  for (const [policyId, those] of Map.groupBy(set, ({ fields }) => fields.deadlinePolicyId))
    await setDeadlinePolicy(
      tx,
      those.map(({ conversation: { id } }) => id),
      policyId,
    )
}

/** Mailboxes in mirror mode show on their server what became of a mail. */
async function mirror(tx: Tx, jobs: Deps['jobs'], changed: readonly Changed[]): Promise<void> {
  const moved = changed.flatMap(({ conversation, fields }) => {
    const action = mirrorAction(conversation.status, fields.status)
    return action ? [{ ...conversation, action }] : []
  })
  if (moved.length === 0) return
  const mirrored = await tx.rows<{ id: string }>(sql`
    select id from mailbox where mode = 'mirror' and protocol = 'imap'
      and id = any(${[...new Set(moved.flatMap(({ mailboxIds }) => mailboxIds))]}::uuid[])`)
  const mailboxes = new Set(mirrored.map(({ id }) => id))
  const shown = moved.filter(({ mailboxIds }) => mailboxIds.some((id) => mailboxes.has(id)))
  await jobs.enqueueAll(
    tx,
    'mirror',
    shown.map(({ id, action }) => ({ conversationId: id, action })),
  )
}

function mirrorAction(
  from: ConversationFields['status'],
  to: ConversationFields['status'],
): MirrorAction | undefined {
  if (from === to) return undefined
  if (to === 'archived') return 'archive'
  if (to === 'spam') return 'junk'
  if (from === 'archived' || from === 'spam') return 'restore'
  return to === 'answered' ? 'seen' : undefined
}
