import { type FetchedMessage, messageOf } from './fetch-raw.ts'
import { withClient } from './connection.ts'
import type { ImapConnection } from './connection.ts'

const PIECE = 4_000_000 // bytes

/**
 * The bytes of one large message of the open folder, as `fetchRaw` gives them, in shared memory.
 * @param size what the server says that it has; some are wrong.
 * @returns undefined when the message is gone.
 */
export async function fetchInPieces(
  connection: ImapConnection,
  { uid, size }: { uid: number; size: number },
): Promise<FetchedMessage | undefined> {
  let bytes = sharedBytes(size)
  let length = 0
  for (;;) {
    const query = { uid: true, flags: true, internalDate: true }
    const source = { start: length, maxLength: PIECE }
    const fetched = await withClient(connection, (client) =>
      client.fetchOne(String(uid), { ...query, source }, { uid: true }),
    )
    const piece = fetched ? messageOf(fetched) : undefined
    if (!piece) return undefined
    if (length + piece.raw.length > bytes.length) bytes = grown(bytes, length + piece.raw.length)
    bytes.set(piece.raw, length)
    length += piece.raw.length
    const isLast = piece.raw.length !== PIECE // also of a server that does not know pieces, and sent all
    if (isLast) return { ...piece, raw: bytes.subarray(0, length) }
  }
}

function sharedBytes(length: number): Buffer {
  return Buffer.from(new SharedArrayBuffer(length))
}

function grown(bytes: Buffer, atLeast: number): Buffer {
  const larger = sharedBytes(Math.max(atLeast, bytes.length * 2))
  larger.set(bytes)
  return larger
}
