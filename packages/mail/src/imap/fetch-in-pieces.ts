import { withFolder } from './connection.ts'
import type { ImapConnection } from './connection.ts'
import { type FetchedMessage, messageOf } from './fetch-raw.ts'

const PIECE = 4_000_000 // bytes
const MOST = 2 ** 32 // bytes of a message; the memory is taken as they come

/**
 * The bytes of one large message of the open folder, as `fetchRaw` gives them, in shared memory. How
 * many they are shows when they end: what servers say of it beforehand may be wrong.
 * @returns undefined when the server does not give it.
 */
export async function fetchInPieces(
  connection: ImapConnection,
  uid: number,
): Promise<FetchedMessage | undefined> {
  const memory = new SharedArrayBuffer(0, { maxByteLength: MOST })
  for (;;) {
    const start = memory.byteLength
    const query = { uid: true, flags: true, internalDate: true }
    const source = { start, maxLength: PIECE }
    const fetched = await withFolder(connection, (client) =>
      client.fetchAll(String(uid), { ...query, source }, { uid: true }),
    )
    // Servers also tell of flags of other messages meanwhile.
    const piece = fetched.map(messageOf).find((message) => message?.uid === uid)
    if (!piece) return undefined
    memory.grow(start + piece.raw.length)
    new Uint8Array(memory, start).set(piece.raw)
    const isLast = piece.raw.length !== PIECE // longer from a server that knows no pieces, and sent all
    if (isLast) return { ...piece, raw: Buffer.from(memory) }
  }
}
