import { hash } from 'node:crypto'
import { join } from 'node:path'
import { constants, zstdCompressSync } from 'node:zlib'
import { sealedPieces, type SealingKey } from './seal.ts'

/** Stored bytes cannot be had. */
export class BlobError extends Error {
  override readonly name = 'BlobError'
  readonly code: 'missing' | 'wrong-key' | 'damaged'

  constructor(code: BlobError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** A blob as it lies on the disk: its file, in pieces. */
export type BlobFile = { sha256: string; file: readonly Buffer[] }

/** Bytes from which on a blob goes to its file and comes from it piece by piece. */
export const LARGE = 8_000_000

/** Mail is mostly base64: of that, and of letters, level -1 makes a little less than level 1, in two thirds of the time or half. */
export const COMPRESSION = { params: { [constants.ZSTD_c_compressionLevel]: -1 } }

/** A table that is quickly made anew for each mail; what it finds is the same to a third of a per cent. */
const SMALL = { params: { ...COMPRESSION.params, [constants.ZSTD_c_hashLog]: 12 } }

/** Bytes by which what cannot be compressed may grow. */
const ROOM = 1_024

/** The address of bytes: their SHA-256 in hex. */
export function addressOf(bytes: Uint8Array): string {
  return hash('sha256', bytes)
}

/** Where the blob with this address lies: in one of 256 folders. */
export function blobPath(top: string, sha256: string): string {
  return join(top, sha256.slice(0, 2), sha256.slice(2))
}

/** What is written for these bytes: zstd, then AES-256-GCM that opens under this address only. */
export function sealBlob(key: SealingKey, sha256: string, bytes: Uint8Array): BlobFile {
  const { length } = bytes
  const known = { pledgedSrcSize: length, chunkSize: length + ROOM } // tables and output fit, at once
  const compressed = zstdCompressSync(bytes, { ...SMALL, ...known })
  return { sha256, file: sealedPieces(key, compressed, sha256) }
}
