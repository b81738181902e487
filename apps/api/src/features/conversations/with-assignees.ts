import type { Tx } from '@levee/db'
import { giveInTurn } from '../assignment/access.ts'
import type { Change, Wanted } from './save-changes.ts'

/** What is taken back or put together keeps what it had. */
const GIVING = new Set<Change['kind']>(['changed', 'sorted', 'assigned', 'ruleApplied'])

/**
 * Open mail that comes to a team which gives it out by itself gets somebody in the same change, so that the two are
 * taken back together. The log keeps why.
 */
export async function withAssignees(
  tx: Tx,
  wanted: readonly Wanted[],
  { kind, at }: Change,
): Promise<readonly Wanted[]> {
  if (!GIVING.has(kind)) return wanted
  const unassigned = wanted.flatMap(({ conversation, fields, isToGive }) => {
    const { teamId, assigneeId, status, isNewsletter } = fields
    const comes = teamId !== conversation.teamId || isToGive === true
    const isOnDesk = status === 'open' && !isNewsletter
    return teamId !== null && comes && assigneeId === null && isOnDesk
      ? [{ conversationId: conversation.id, teamId }]
      : []
  })
  const given = await giveInTurn(tx, unassigned, at)
  if (given.size === 0) return wanted
  return wanted.map((one): Wanted => {
    const assignment = given.get(one.conversation.id)
    if (!assignment) return one
    return {
      ...one,
      fields: { ...one.fields, assigneeId: assignment.userId },
      details: { ...one.details, assignment },
    }
  })
}
