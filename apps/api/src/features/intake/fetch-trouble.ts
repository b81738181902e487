/** By what a server knows a message: its UID, or its UIDL. */
type Name = number | string

/**
 * The messages at which connections broke. Some servers hang up when they cannot read a message of
 * their own: asked for again with the others, it would stop a mailbox for ever.
 */
export type FetchTrouble = {
  /** A connection broke when this message was to come. */
  brokeAt(folder: string, uid: Name): void
  /** Whether it is asked for alone, after all others. */
  isSuspect(folder: string, uid: Name): boolean
  /** Whether it is not asked for any more until the next full pass. */
  isGivenUp(folder: string, uid: Name): boolean
  /** A connection broke when the folder was listed: even to size a message a server must read it. */
  brokeListing(folder: string): void
  /** Whether a folder is to be listed without the sizes of its messages. */
  isUnsized(folder: string): boolean
  forget(folder: string): void
}

const ATTEMPTS = 3 // a network that fails three times at the same message is not the network

export function createFetchTrouble(): FetchTrouble {
  const breaks = new Map<string, Map<Name, number>>()
  const unsized = new Set<string>()
  const count = (folder: string, uid: Name): number => breaks.get(folder)?.get(uid) ?? 0
  return {
    brokeAt(folder, uid) {
      const there = breaks.get(folder) ?? new Map<Name, number>()
      breaks.set(folder, there.set(uid, count(folder, uid) + 1))
    },
    isSuspect: (folder, uid) => count(folder, uid) > 0,
    isGivenUp: (folder, uid) => count(folder, uid) >= ATTEMPTS,
    brokeListing: (folder) => void unsized.add(folder),
    isUnsized: (folder) => unsized.has(folder),
    forget: (folder) => void breaks.delete(folder),
  }
}
