import { withClient } from './connection.ts'
import type { ImapConnection } from './connection.ts'
import { type FetchedMessage, messageOf } from './fetch-raw.ts'

const PIECE = 4_000_000 // bytes
const MOST = 2 ** 32 // bytes of a message; the memory is taken as they come

/**
 * The bytes of one large message of the open folder, as `fetchRaw` gives them, in shared memory. How
 * many they are shows when they end: what servers say of it beforehand may be wrong.
 * @returns undefined when the message is gone.
 */
export async function fetchInPieces(
  connection: ImapConnection,
  uid: number,
): Promise<FetchedMessage | undefined> {
  const memory = new SharedArrayBuffer(0, { maxByteLength: MOST })
  for (;;) {
    const start = memory.byteLength
    const fetched = await withClient(connection, (client) =>
      client.fetchOne(
        String(uid),
        { uid: true, flags: true, internalDate: true, source: { start, maxLength: PIECE } },
        { uid: true },
      ),
    )
    const piece = fetched ? messageOf(fetched) : undefined
    if (!piece) return undefined
    memory.grow(start + piece.raw.length)
    new Uint8Array(memory, start).set(piece.raw)
    const isLast = piece.raw.length !== PIECE // longer from a server that knows no pieces, and sent all
    if (isLast) return { ...piece, raw: Buffer.from(memory) }
  }
}
