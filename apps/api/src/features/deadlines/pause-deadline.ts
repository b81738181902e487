import type { PolicyDeadline } from '@levee/contract'
import { inTransaction, sql, type Tx } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { announce } from '../../http/events.ts'
import type { Viewer } from '../../http/viewer.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { accessConversation } from '../conversations/access.ts'
import { explainDeadlines } from './explain-deadlines.ts'
import { followClocks } from './follow-clocks.ts'
import { handTarget } from './read-deadlines.ts'
import { deadlinesOf, type StoredDeadline } from './subject-queries.ts'
import { policyVersion } from './version-queries.ts'

type Asked = { id: string; deadlineId: string; reason?: string | undefined }
type Changed = { deadlines: PolicyDeadline[]; activityId: string }

/**
 * Stops the clocks of a conversation that may rest on purpose.
 * @throws {DomainError} `conflict` when this one rests already, is over, or may not rest: the law's do not.
 */
export async function pauseDeadline(
  deps: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  asked: Asked,
): Promise<Changed> {
  return changeClock(deps, viewer, asked, async (tx, deadline) => {
    if (await restsOnPurpose(tx, deadline.conversationId))
      throw new DomainError('conflict', 'This clock rests already.')
    if (deadline.metAt !== null) throw new DomainError('conflict', 'This deadline is over.')
    if (!(await mayRest(tx, deadline)))
      throw new DomainError('conflict', 'The policy of this deadline lets nobody stop its clock.')
    return 'paused'
  })
}

/**
 * Lets the clocks of a conversation run again.
 * @throws {DomainError} `conflict` when nobody stopped them on purpose.
 */
export async function resumeDeadline(
  deps: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  asked: Asked,
): Promise<Changed> {
  return changeClock(deps, viewer, asked, async (tx, { conversationId }) => {
    if (!(await restsOnPurpose(tx, conversationId)))
      throw new DomainError('conflict', 'Nobody stopped this clock on purpose.')
    return 'resumed'
  })
}

async function changeClock(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  { id, deadlineId, reason }: Asked,
  decide: (tx: Tx, deadline: StoredDeadline) => Promise<'paused' | 'resumed'>,
): Promise<Changed> {
  const at = now()
  return inTransaction(db, async (tx) => {
    const conversation = await accessConversation(tx, viewer, id, { lock: true })
    const { id: conversationId, mailboxIds, revision } = conversation
    const deadline = (await deadlinesOf(tx, [conversationId])).find(
      (each) => each.id === deadlineId,
    )
    if (!deadline) throw new DomainError('not-found', 'There is no such deadline.')
    const kind = await decide(tx, deadline)
    await tx.run(sql`update conversation set revision = revision + 1 where id = ${conversationId}`)
    const note = reason?.trim()
    const after = { deadlineKind: deadline.kind, ...(note && { note }) }
    const entry = { conversationId, actorId: viewer.id, kind, before: {}, after, at }
    const activityId = await recordActivity(tx, entry)
    await followClocks(tx, [conversationId], at)
    const news = { conversationId, mailboxIds, revision: revision + 1 }
    await announce(tx, { type: 'conversation.updated', ...news })
    return { deadlines: await explainDeadlines({ db: tx, now }, conversationId), activityId }
  })
}

/** Whether somebody stopped the clocks, and nobody let them run since. */
async function restsOnPurpose(tx: Tx, conversationId: string): Promise<boolean> {
  const row = await tx.row<{ last: string }>(sql`
    select e ->> 'type' as last from deadline_clock k cross join lateral
      jsonb_array_elements(k.events) with ordinality as x(e, place)
    where k.conversation_id = ${conversationId} and e ->> 'reason' = 'onPurpose'
    order by place desc limit 1`)
  return row?.last === 'paused'
}

async function mayRest(
  tx: Tx,
  { kind, policyId, policyVersion: version }: StoredDeadline,
): Promise<boolean> {
  const policy = policyId === null ? undefined : await policyVersion(tx, { id: policyId, version })
  const target = policy?.targets.find((each) => each.kind === kind) ?? handTarget(kind)
  return target.pausedBy.includes('onPurpose')
}
