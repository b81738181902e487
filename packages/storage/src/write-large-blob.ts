import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import { COMPRESSION } from './blob-file.ts'
import { HEADER_BYTES, sealer, type SealingKey } from './seal.ts'

const PIECE = 1_000_000 // bytes

/** Writes what `sealBlob` would, without a copy in memory; its bytes, not yet its name, outlive a power cut. */
export async function writeLargeBlob(
  key: SealingKey,
  { path, sha256 }: { path: string; sha256: string },
  bytes: Uint8Array,
): Promise<void> {
  const sealing = sealer(key, sha256)
  const file = await open(path, 'wx', 0o600)
  try {
    let end = HEADER_BYTES
    await pipeline(
      Readable.from(piecesOf(bytes)),
      createZstdCompress(COMPRESSION),
      sealing.cipher,
      async (sealed: AsyncIterable<Buffer>) => {
        for await (const piece of sealed) {
          await file.write(piece, 0, piece.length, end)
          end += piece.length
        }
      },
    )
    await file.write(sealing.header(), 0, HEADER_BYTES, 0)
    await file.sync()
  } finally {
    await file.close()
  }
}

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE)
}
