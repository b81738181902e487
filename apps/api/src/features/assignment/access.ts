import type { AssignmentReason, ExplainedAssignment } from '@levee/contract'
import type { Queryable, Tx } from '@levee/db'
import { chooseAssignee, NO_WORK, withOneMore } from '@levee/domain'
import {
  type GivingTeam,
  lastChoice,
  lockGivingTeams,
  membersOf,
  saveTurn,
  weightsOf,
  workloads,
} from './queries.ts'

export { weightsOf, workloads } from './queries.ts'

/** A conversation of a team that nobody has. */
export type Unassigned = { conversationId: string; teamId: string }

/**
 * Whom teams that give their mail out by themselves give these conversations, in their order, and why. Those of
 * other teams are left alone. The conversations are locked before the teams, everywhere.
 */
export async function giveInTurn(
  tx: Tx,
  unassigned: readonly Unassigned[],
  now: Date,
): Promise<Map<string, AssignmentReason>> {
  const given = new Map<string, AssignmentReason>()
  if (unassigned.length === 0) return given
  const teams = await lockGivingTeams(
    tx,
    unassigned.map(({ teamId }) => teamId),
  )
  if (teams.length === 0) return given
  const ids = unassigned.map(({ conversationId }) => conversationId)
  const members = await membersOf(
    tx,
    teams.map(({ id }) => id),
    { conversationIds: ids, now },
  )
  const works = await workloads(tx, [...new Set(members.map(({ id }) => id))], now)
  const weights = await weightsOf(tx, ids, now)
  for (const team of teams) {
    const those = unassigned.filter(({ teamId }) => teamId === team.id)
    let last = team.lastTurn
    for (const { conversationId } of those) {
      const mates = members
        .filter(({ teamId }) => teamId === team.id)
        .map(({ id, awayUntil, seen }) => ({
          id,
          awayUntil,
          maySee: seen.includes(conversationId),
          work: works.get(id) ?? NO_WORK,
        }))
      const choice = chooseAssignee(team.assignment, mates, last)
      given.set(conversationId, reasonOf(team, choice))
      if (choice.userId === null) continue
      const more = weights.get(conversationId) ?? 1
      works.set(choice.userId, withOneMore(works.get(choice.userId) ?? NO_WORK, more))
      last = choice.userId
    }
    if (last !== team.lastTurn) await saveTurn(tx, { id: team.id, lastTurn: last })
  }
  return given
}

function reasonOf(
  { id, assignment }: GivingTeam,
  { userId, after, among, away }: ReturnType<typeof chooseAssignee>,
): AssignmentReason {
  const mode = userId === null ? 'team' : assignment
  return { mode, userId, teamId: id, after, among, away, insteadOf: null }
}

/** The reason of a choice in which nobody's load mattered. */
export function plainReason(
  reason: Pick<AssignmentReason, 'mode' | 'userId' | 'teamId'> &
    Partial<Pick<AssignmentReason, 'insteadOf'>>,
): AssignmentReason {
  return { after: null, among: [], away: [], insteadOf: null, ...reason }
}

/** The last choice that Levee made for a conversation; null when a person has decided since. */
export async function explainAssignment(
  db: Queryable,
  conversationId: string,
): Promise<ExplainedAssignment | null> {
  const choice = await lastChoice(db, conversationId)
  if (!choice?.reason) return null
  return { ...choice, at: choice.at.toISOString(), reason: choice.reason }
}
