/** What hands and head do, as the keystroke-level model counts it (Card, Moran and Newell, 1980). */
export interface Operations {
  /** The mouse is moved to something. */
  points: number
  /** A button of the mouse is pressed. */
  clicks: number
  /** A key is pressed, Shift too. */
  keys: number
  /** A hand goes from the mouse to the keys, or back. */
  handChanges: number
  /** What to do next is thought of: before each control and each value. */
  decisions: number
}

/** How long a person who knows computers, and not this page, takes for each. */
const SECONDS: Operations = {
  points: 1.1,
  clicks: 0.2,
  keys: 0.28,
  handChanges: 0.4,
  decisions: 1.35,
}

export function noOperations(): Operations {
  return { points: 0, clicks: 0, keys: 0, handChanges: 0, decisions: 0 }
}

/** How long they take together. */
export function secondsFor({ points, clicks, keys, handChanges, decisions }: Operations): number {
  return (
    points * SECONDS.points +
    clicks * SECONDS.clicks +
    keys * SECONDS.keys +
    handChanges * SECONDS.handChanges +
    decisions * SECONDS.decisions
  )
}

/** The keys of a text on a keyboard that has its letters: Shift once a run of capitals or (French) digits, three for an arrow. */
export function keysFor(text: string): number {
  const shifts = text.match(/\p{Lu}+|\d+/gu)?.length ?? 0
  const arrows = text.match(/→/g)?.length ?? 0
  return text.length + shifts + 2 * arrows
}
