import { standInFor } from '../deadlines/stand-in.ts'
import { chooseAssignee } from './choose-assignee.ts'
import { NO_WORK, withOneMore, type Workload } from './workload.ts'

/** What somebody who will be away has. */
export type HeldMail = {
  id: string
  /** How heavy it is. */
  weight: number
  /** Who is there and may see it. */
  eligibleIds: readonly string[]
  /** Those whose mail it is as well: the members of its team, or else of its mailboxes. */
  mateIds: readonly string[]
}

export type HandOverProposal = {
  id: string
  proposedId: string | null
  why: 'substitute' | 'leastLoaded' | 'nobody'
}

/**
 * To whom mail of somebody who will be away could go: to the first along the substitutes who is there and may see
 * it; else to whoever of its team has least to do, counting what is proposed for them already.
 * @param away whom those who are away named as their substitute, or null; `userId` among them.
 */
export function proposeHandOver(
  userId: string,
  held: readonly HeldMail[],
  {
    away,
    works,
  }: { away: ReadonlyMap<string, string | null>; works: ReadonlyMap<string, Workload> },
): HandOverProposal[] {
  const loads = new Map(works)
  return held.map((mail) => {
    const proposal = proposalFor(userId, mail, { away, works: loads })
    const { proposedId } = proposal
    if (proposedId !== null)
      loads.set(proposedId, withOneMore(loads.get(proposedId) ?? NO_WORK, mail.weight))
    return proposal
  })
}

function proposalFor(
  userId: string,
  { id, eligibleIds, mateIds }: HeldMail,
  {
    away,
    works,
  }: { away: ReadonlyMap<string, string | null>; works: ReadonlyMap<string, Workload> },
): HandOverProposal {
  const standIn = standInFor(userId, away)
  if (standIn !== null && standIn !== userId && eligibleIds.includes(standIn))
    return { id, proposedId: standIn, why: 'substitute' }
  const mates = eligibleIds
    .filter((mate) => mateIds.includes(mate) && mate !== userId)
    .map((mate) => ({
      id: mate,
      awayUntil: null,
      maySee: true,
      work: works.get(mate) ?? NO_WORK,
    }))
  const { userId: proposedId } = chooseAssignee('leastLoaded', mates, null)
  return { id, proposedId, why: proposedId === null ? 'nobody' : 'leastLoaded' }
}
