import type { Workload } from './workload.ts'

/** How a team's mail finds somebody: a person decides, each gets one in turn, or whoever has least to do. */
export type AssignmentMode = 'manual' | 'roundRobin' | 'leastLoaded'

/** Somebody of the team who could be given a conversation. */
export type Teammate = {
  id: string
  /** The last day (YYYY-MM-DD) of an absence; null when they are there. */
  awayUntil: string | null
  /** Whether they are a member of one of its mailboxes. */
  maySee: boolean
  work: Workload
}

/** Who gets a conversation, and why: what the log keeps of a choice that nobody made. */
export type AssignmentChoice = {
  mode: Exclude<AssignmentMode, 'manual'>
  /** Null when nobody of the team is there who may see it. */
  userId: string | null
  /** Whose turn it was before. */
  after: string | null
  /** Those among whom it was chosen, the lightest first. */
  among: { userId: string; open: number; weight: number }[]
  away: { userId: string; until: string }[]
}

const ROUNDING = 1e-9 // sums of weights

/**
 * Who of a team gets the next conversation: never somebody who is away or could not see it. In turn it is the next
 * after whoever had the last one; by load it is whoever has least, and of several the next in turn.
 * @param last who had the last turn; null before there was one. They need not be in the team any more.
 */
export function chooseAssignee(
  mode: AssignmentChoice['mode'],
  team: readonly Teammate[],
  last: string | null,
): AssignmentChoice {
  const present = inTurn(
    team.filter(({ awayUntil, maySee }) => awayUntil === null && maySee),
    last,
  )
  const least = Math.min(...present.map(({ work }) => work.weight))
  const chosen =
    mode === 'roundRobin' ? present[0] : present.find(({ work }) => work.weight <= least + ROUNDING)
  return {
    mode,
    userId: chosen?.id ?? null,
    after: last,
    among: present
      .toSorted((one, other) => one.work.weight - other.work.weight)
      .map(({ id, work }) => ({ userId: id, open: work.open, weight: rounded(work.weight) })),
    away: team.flatMap(({ id, awayUntil, maySee }) =>
      awayUntil !== null && maySee ? [{ userId: id, until: awayUntil }] : [],
    ),
  }
}

/** In the order of their ids, those after `last` first. */
function inTurn(team: readonly Teammate[], last: string | null): Teammate[] {
  const ordered = team.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const next = last === null ? 0 : ordered.findIndex(({ id }) => id > last)
  return next <= 0 ? ordered : [...ordered.slice(next), ...ordered.slice(0, next)]
}

function rounded(weight: number): number {
  return Math.round(weight * 100) / 100
}
