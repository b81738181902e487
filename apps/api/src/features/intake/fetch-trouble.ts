/** By what a server knows a message: its UID, or its UIDL. */
type Name = number | string

/**
 * The messages at which connections broke, or that the server did not give. Some servers hang up when
 * they cannot read a message of their own: asked for again with the others, it would stop a mailbox
 * for ever.
 */
export type FetchTrouble = {
  /** A connection broke when this message was to come, or it did not come though it is there; or the server said this. */
  brokeAt(folder: string, uid: Name, said?: string): void
  /** The server says that it does not give this message. */
  refusedAt(folder: string, uid: Name, said: string): void
  /** Whether it is asked for alone, after all others. */
  isSuspect(folder: string, uid: Name): boolean
  /** Whether it is left alone for now. */
  isGivenUp(folder: string, uid: Name): boolean
  /** What the server said, or did. */
  reasonOf(folder: string, uid: Name): string
  /** A connection broke when the folder was listed: even to size a message a server must read it. */
  brokeListing(folder: string): void
  /** Whether a folder is to be listed without the sizes of its messages. */
  isUnsized(folder: string): boolean
  forget(folder: string): void
}

const ATTEMPTS = 3 // a network that fails three times at the same message is not the network
const AGAIN = 3_600_000 // ms: what is given up is asked for once more so often
const SILENT = 'The connection breaks, or nothing comes, whenever it is asked for.'

type Trouble = { count: number; last: number; reason: string }

export function createFetchTrouble(now: () => Date): FetchTrouble {
  const troubles = new Map<string, Map<Name, Trouble>>()
  const unsized = new Set<string>()
  const find = (folder: string, uid: Name): Trouble | undefined => troubles.get(folder)?.get(uid)
  const note = (folder: string, uid: Name, trouble: Omit<Trouble, 'last'>): void => {
    const there = troubles.get(folder) ?? new Map<Name, Trouble>()
    troubles.set(folder, there.set(uid, { ...trouble, last: now().getTime() }))
  }
  return {
    brokeAt(folder, uid, said = SILENT) {
      const count = (find(folder, uid)?.count ?? 0) + 1
      note(folder, uid, { count, reason: said })
    },
    refusedAt: (folder, uid, said) => note(folder, uid, { count: ATTEMPTS, reason: said }),
    isSuspect: (folder, uid) => find(folder, uid) !== undefined,
    isGivenUp(folder, uid) {
      const found = find(folder, uid)
      if (!found || found.count < ATTEMPTS) return false
      return now().getTime() - found.last < AGAIN
    },
    reasonOf: (folder, uid) => find(folder, uid)?.reason ?? '',
    brokeListing: (folder) => void unsized.add(folder),
    isUnsized: (folder) => unsized.has(folder),
    forget: (folder) => void troubles.delete(folder),
  }
}
