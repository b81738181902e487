import type { FetchMessageObject } from 'imapflow'
import { withFolder } from './connection.ts'
import type { ImapConnection } from './connection.ts'
import type { FetchAnswer, TakeMemory } from './fetch-tap.ts'
import { takingAnswers } from './take-answers.ts'
import { uidSets } from './uid-set.ts'

export type FetchedMessage = { uid: number; internalDate: Date; flags: string[]; raw: Buffer }

/**
 * The bytes of messages of the open folder, as the server has them, by BODY.PEEK[]: nothing is
 * marked as read. Messages that are gone are left out. While the sequence is being read, the
 * connection can do nothing else.
 * @param memory where the bytes of a message go, in case they are to be read by other threads.
 */
export async function* fetchRaw(
  connection: ImapConnection,
  uids: number[],
  memory: TakeMemory = (length) => Buffer.allocUnsafeSlow(length),
): AsyncGenerator<FetchedMessage, void, undefined> {
  for (const set of uidSets(uids)) {
    const came: FetchedMessage[] = []
    let wake = Promise.withResolvers<void>()
    const command = { isRunning: true }
    const fetching = fetchSet(connection, { set, memory }, (message) => {
      came.push(message)
      wake.resolve()
    }).finally(() => {
      command.isRunning = false
      wake.resolve()
    })
    fetching.catch(() => undefined) // it is awaited below; until then it is not unhandled
    try {
      while (command.isRunning || came.length > 0) {
        if (came.length === 0) await wake.promise
        wake = Promise.withResolvers()
        yield* came.splice(0)
      }
      await fetching
    } finally {
      await fetching.catch(() => undefined) // who wants no more of it has the connection back when it is over
    }
  }
}

async function fetchSet(
  connection: ImapConnection,
  { set, memory }: { set: string; memory: TakeMemory },
  came: (message: FetchedMessage) => void,
): Promise<void> {
  const query = { uid: true, flags: true, internalDate: true, source: true }
  const hear = ({ raw, ...answer }: FetchAnswer): void => {
    const message = raw && messageOf({ ...answer, source: raw })
    if (message) came(message)
  }
  await withFolder(connection, async (client) => {
    const wish = { memory, heard: hear }
    const rest = await takingAnswers(client, wish, () => client.fetchAll(set, query, { uid: true }))
    for (const each of rest) {
      const message = messageOf(each)
      if (message) came(message)
    }
  })
}

/** A message as a server gives it. */
type Found = Pick<FetchMessageObject, 'uid' | 'source'> & {
  flags?: Iterable<string>
  internalDate?: FetchMessageObject['internalDate']
}

/** What a server gives as a message; undefined without its bytes. */
export function messageOf(found: Found): FetchedMessage | undefined {
  const { uid, flags, source } = found
  if (!source || uid === undefined) return undefined
  return { uid, internalDate: arrivalOf(found), flags: [...(flags ?? [])], raw: source }
}

/** When a message arrived; now, when its server does not say or makes no sense: it is to be seen, not filed as old. */
export function arrivalOf({ internalDate }: Pick<Found, 'internalDate'>): Date {
  const date = new Date(internalDate ?? Number.NaN)
  return Number.isNaN(date.getTime()) ? new Date() : date
}
