import { sql, type Tx } from '@levee/db'
import type { Deps } from '../../deps.ts'
import { lockAnyConversations, saveChanges } from '../conversations/service.ts'
import { tellFollowers } from '../news/access.ts'
import type { BatchPlan } from './plan-batch.ts'

type HandingOut = { plan: BatchPlan; mailboxId: string; at: Date }

/**
 * Gives mail that arrived to somebody, once the rules had their say: what no rule gave to a team goes to the one of
 * its mailbox, and what a team has and nobody of it goes on where the team gives its mail out by itself. Those who
 * follow a conversation hear of what arrived.
 */
export async function handOutPlan(
  tx: Tx,
  deps: Pick<Deps, 'jobs'>,
  { plan, mailboxId, at }: HandingOut,
): Promise<void> {
  await tellOfArrivals(tx, plan, at)
  const arrived = plan.messages
    .filter(({ filing }) => filing.fate === 'filed')
    .map(({ conversationId }) => conversationId)
  const ids = await toHandOut(tx, [...new Set(arrived)], mailboxId)
  if (ids.length === 0) return
  const rows = await lockAnyConversations(
    tx,
    ids.map(({ id }) => id),
  )
  const wanted = ids.flatMap(({ id, defaultTeamId }) => {
    const conversation = rows.get(id)
    if (!conversation) return []
    const isDefault = conversation.teamId === null
    return [
      {
        conversation,
        fields: { ...conversation, teamId: conversation.teamId ?? defaultTeamId },
        details: isDefault ? { mailboxId } : {},
        isToGive: true as const,
      },
    ]
  })
  await saveChanges(tx, deps, wanted, { viewer: null, at, kind: 'assigned' })
}

/** Those that are to do and that nobody has, in the order of their arrival. */
async function toHandOut(
  tx: Tx,
  ids: readonly string[],
  mailboxId: string,
): Promise<{ id: string; defaultTeamId: string | null }[]> {
  if (ids.length === 0) return []
  return tx.rows(sql`
    select c.id, b.default_team_id as "defaultTeamId"
    from conversation c join mailbox b on b.id = ${mailboxId} left join team t on t.id = c.team_id
    where c.id = any(${ids}::uuid[]) and c.status = 'open' and c.merged_into is null
      and c.assignee_id is null and not c.is_newsletter and not c.imported
      and (t.assignment <> 'manual' or c.team_id is null and b.default_team_id is not null)
    order by c.received_at, c.id`)
}

async function tellOfArrivals(
  tx: Tx,
  { activities, messages }: BatchPlan,
  at: Date,
): Promise<void> {
  const ours = new Set(
    messages.filter(({ filing }) => filing.direction === 'outgoing').map(({ id }) => id),
  )
  const told = activities.filter(({ kind }) => kind === 'received')
  await tellFollowers(
    tx,
    told.map(({ conversationId, after }) => ({
      conversationId,
      actorId: null,
      kind: ours.has(String(after['messageId'])) ? 'sent' : 'received',
      after,
      at,
    })),
  )
}
