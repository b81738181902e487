/** Somebody who can be given mail: how much they usually close until the end of the day, and have due by then. */
export type SpreadPerson = { id: string; capacity: number; due: number }

/** Mail that is due on the day, the most urgent first. `eligible`: who may be given it. */
export type SpreadMail = { id: string; assigneeId: string | null; eligible: readonly string[] }

export type SpreadMove = { mailId: string; fromId: string | null; toId: string }

/** What is proposed, how much each has then, and how many found nobody. */
export type Spread = { moves: SpreadMove[]; due: ReadonlyMap<string, number>; left: number }

const TINY = 1e-9 // a pace times its minutes is a whole number but for rounding

/**
 * Whom to give what is due on a day that overflows: mail of nobody, and of those who have more than they
 * usually close, goes to whoever has most room for it. The most urgent finds somebody first; those who have too
 * much keep the most urgent of theirs. Nobody gets more than they have room for.
 */
export function spreadMail(people: readonly SpreadPerson[], mails: readonly SpreadMail[]): Spread {
  const capacities = new Map(people.map(({ id, capacity }) => [id, capacity]))
  const due = new Map(people.map((person) => [person.id, person.due]))
  const roomOf = (id: string): number => (capacities.get(id) ?? 0) - (due.get(id) ?? 0)
  const moves: SpreadMove[] = []
  let left = 0
  for (const mail of toGiveAway(people, mails)) {
    const to = mostRoom(mail, roomOf)
    if (to === undefined) {
      left++
      continue
    }
    due.set(to, (due.get(to) ?? 0) + 1)
    const from = mail.assigneeId
    if (from !== null && due.has(from)) due.set(from, (due.get(from) ?? 0) - 1)
    moves.push({ mailId: mail.id, fromId: from, toId: to })
  }
  return { moves, due, left }
}

/** What nobody has, and of each who has too much as many as are too many, the least urgent of theirs. */
function toGiveAway(people: readonly SpreadPerson[], mails: readonly SpreadMail[]): SpreadMail[] {
  const tooMany = new Map(
    people.map(({ id, due, capacity }) => [id, Math.max(0, due - Math.floor(capacity + TINY))]),
  )
  const given = new Set<SpreadMail>()
  for (const mail of mails.toReversed()) {
    const more = mail.assigneeId === null ? 1 : (tooMany.get(mail.assigneeId) ?? 0)
    if (more <= 0) continue
    given.add(mail)
    if (mail.assigneeId !== null) tooMany.set(mail.assigneeId, more - 1)
  }
  return mails.filter((mail) => given.has(mail))
}

function mostRoom(
  { assigneeId, eligible }: SpreadMail,
  roomOf: (id: string) => number,
): string | undefined {
  const [best] = eligible
    .filter((id) => id !== assigneeId && roomOf(id) >= 1 - TINY)
    .toSorted((one, other) => roomOf(other) - roomOf(one) || (one < other ? -1 : 1))
  return best
}
