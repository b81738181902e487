import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createZstdDecompress, zstdDecompress, zstdDecompressSync } from 'node:zlib'
import { addressOf, BlobError, LARGE } from './blob-file.ts'
import { HEADER_BYTES, SealError, type SealingKey, unseal, unsealer } from './seal.ts'

const PIECE = 1_000_000 // bytes
const MOST = 2 ** 32 // bytes of a blob; the memory is taken as they come

/** Bytes that are decompressed at once: what they hold takes a few ms at most, and a thread is not waited for. */
const SMALL = 100_000

const decompressInThread = promisify(zstdDecompress)

/** The bytes of a blob's file, after checking that they are those. @throws {BlobError} */
export async function readBlob(key: SealingKey, path: string, sha256: string): Promise<Buffer> {
  const file = await open(path).catch((cause: unknown) => {
    throw codeOf(cause) === 'ENOENT'
      ? new BlobError('missing', `There is no blob ${sha256}.`, { cause })
      : cause
  })
  try {
    const { bytes, address } = await readWhole(key, file, sha256)
    if (address === sha256) return bytes
  } catch (cause) {
    if (isOfSystem(cause)) throw cause
    const code = cause instanceof SealError ? cause.code : 'damaged'
    throw new BlobError(code, `The blob ${sha256} cannot be opened: ${String(cause)}`, { cause })
  } finally {
    await file.close()
  }
  throw new BlobError('damaged', `The blob ${sha256} holds other bytes.`)
}

type Opened = { bytes: Buffer; address: string }

async function readWhole(key: SealingKey, file: FileHandle, context: string): Promise<Opened> {
  const { size } = await file.stat()
  if (size > LARGE) return readLarge(key, file, context)
  const compressed = unseal(key, await readAll(file, size), context)
  try {
    const bytes = await decompress(compressed, { maxOutputLength: LARGE })
    return { bytes, address: addressOf(bytes) }
  } catch (error) {
    if (codeOf(error) !== 'ERR_BUFFER_TOO_LARGE') throw error
  }
  return readLarge(key, file, context)
}

/** A file of this size; `readFile` would ask for its size once more, and for what is behind its end. */
async function readAll(file: FileHandle, size: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(size)
  let end = 0
  for (let read = 1; read > 0 && end < size; end += read)
    read = (await file.read(bytes, end, size - end, end)).bytesRead
  return bytes.subarray(0, end)
}

async function decompress(
  compressed: Buffer,
  limits: { maxOutputLength: number },
): Promise<Buffer> {
  if (compressed.length > SMALL) return decompressInThread(compressed, limits)
  return zstdDecompressSync(compressed, limits)
}

/** Reads into shared memory, which other threads need no copy of. */
async function readLarge(key: SealingKey, file: FileHandle, context: string): Promise<Opened> {
  const memory = new SharedArrayBuffer(0, { maxByteLength: MOST })
  const hash = createHash('sha256')
  const header = Buffer.alloc(HEADER_BYTES)
  await file.read(header, 0, HEADER_BYTES, 0)
  await pipeline(
    file.createReadStream({ start: HEADER_BYTES, highWaterMark: PIECE, autoClose: false }),
    unsealer(key, header, context),
    createZstdDecompress({ chunkSize: PIECE }),
    async (pieces: AsyncIterable<Buffer>) => {
      for await (const piece of pieces) {
        const start = memory.byteLength
        memory.grow(start + piece.length)
        new Uint8Array(memory, start).set(piece)
        hash.update(piece)
      }
    },
  )
  return { bytes: Buffer.from(memory, 0, memory.byteLength), address: hash.digest('hex') }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

/** Of the system and not of the bytes: the disk does not answer, too many files are open. */
function isOfSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}
