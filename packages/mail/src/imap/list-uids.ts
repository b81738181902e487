import type { FetchMessageObject } from 'imapflow'
import { withFolder } from './connection.ts'
import type { ImapConnection } from './connection.ts'
import { arrivalOf } from './fetch-raw.ts'
import { takingAnswers } from './take-answers.ts'
import { uidSets } from './uid-set.ts'

/** `flags`: where they were asked for. */
export type ListedMessage = { uid: number; internalDate: Date; size: number; flags?: string[] }

/**
 * The messages of the open folder in a range of UIDs, without their bodies, each once: servers also
 * tell of flags of other messages meanwhile (RFC 9051 §7.5.2), or of one message twice.
 * @param range a UID set such as `1:*` or `412:*`.
 * @param options withSizes: false where a server cannot size a message that it cannot read; sizes are 0 then;
 *   withFlags: whether flags are listed too.
 */
export function listUids(
  connection: ImapConnection,
  range = '1:*',
  { withSizes = true, withFlags = false }: { withSizes?: boolean; withFlags?: boolean } = {},
): Promise<ListedMessage[]> {
  // `412:*` also names the last message when it is older: `*` may be the smaller end (RFC 9051 §9).
  const least = Number(/^(\d+):\*$/.exec(range)?.[1] ?? 0)
  return withFolder(connection, async (client) => {
    const listed = new Map<number, ListedMessage>()
    const query = { uid: true, internalDate: true, size: withSizes, flags: withFlags }
    const note = (found: Found): void => {
      const { uid, size = 0, flags } = found
      if (uid === undefined || uid < least || listed.has(uid)) return
      const message = { uid, internalDate: arrivalOf(found), size }
      listed.set(uid, withFlags ? { ...message, flags: [...(flags ?? [])] } : message)
    }
    const wish = { memory: null, heard: note }
    const list = (): Promise<FetchMessageObject[]> => client.fetchAll(range, query, { uid: true })
    for (const found of await takingAnswers(client, wish, list)) if (isAnswer(found)) note(found)
    return [...listed.values()]
  })
}

type Found = Pick<FetchMessageObject, 'uid' | 'size' | 'internalDate'> & {
  flags?: Iterable<string>
}

/** Whether it says more than that the flags of a message changed. */
function isAnswer({ uid, internalDate, size, flags }: FetchMessageObject): boolean {
  return (
    uid !== undefined && (flags === undefined || internalDate !== undefined || size !== undefined)
  )
}

/** Which of these messages the open folder still has. */
export async function stillThere(connection: ImapConnection, uids: number[]): Promise<Set<number>> {
  const there = new Set<number>()
  for (const set of uidSets(uids)) {
    for (const { uid } of await listUids(connection, set, { withSizes: false })) there.add(uid)
  }
  return there
}
