/**
 * The messages at which connections broke, or that the server did not give. Some servers hang up when
 * they cannot read a message of their own: asked for again with the others, it would stop a mailbox
 * for ever.
 */
export type FetchTrouble = {
  /** A connection broke when this message was to come, or it did not come though it is there. */
  brokeAt(folder: string, uid: number): void
  /** The server says that it does not give this message. */
  refusedAt(folder: string, uid: number): void
  /** Whether it is asked for alone, after all others. */
  isSuspect(folder: string, uid: number): boolean
  /** Whether it is left alone for now. */
  isGivenUp(folder: string, uid: number): boolean
  /** A connection broke when the folder was listed: even to size a message a server must read it. */
  brokeListing(folder: string): void
  /** Whether a folder is to be listed without the sizes of its messages. */
  isUnsized(folder: string): boolean
  forget(folder: string): void
}

const ATTEMPTS = 3 // a network that fails three times at the same message is not the network
const AGAIN = 3_600_000 // ms: what is given up is asked for once more so often

export function createFetchTrouble(now: () => Date): FetchTrouble {
  const breaks = new Map<string, Map<number, { count: number; last: number }>>()
  const unsized = new Set<string>()
  const note = (folder: string, uid: number, count: number): void => {
    const there = breaks.get(folder) ?? new Map<number, { count: number; last: number }>()
    breaks.set(folder, there.set(uid, { count, last: now().getTime() }))
  }
  const countOf = (folder: string, uid: number): number => breaks.get(folder)?.get(uid)?.count ?? 0
  return {
    brokeAt: (folder, uid) => note(folder, uid, countOf(folder, uid) + 1),
    refusedAt: (folder, uid) => note(folder, uid, ATTEMPTS),
    isSuspect: (folder, uid) => countOf(folder, uid) > 0,
    isGivenUp(folder, uid) {
      const found = breaks.get(folder)?.get(uid)
      if (!found || found.count < ATTEMPTS) return false
      return now().getTime() - found.last < AGAIN
    },
    brokeListing: (folder) => void unsized.add(folder),
    isUnsized: (folder) => unsized.has(folder),
    forget: (folder) => void breaks.delete(folder),
  }
}
