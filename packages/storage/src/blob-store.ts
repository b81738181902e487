import { access, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { BlobError, blobPath, openBlob } from './blob-file.ts'
import { sealingKey } from './seal.ts'
import { ThreadedWriter } from './threaded-writer.ts'

/** Bytes under their own SHA-256: the raw messages, the attachments of drafts. */
export type BlobStore = {
  /** Stores the bytes; once it resolves, a power cut does not lose them. @returns their SHA-256 in hex. */
  put(bytes: Uint8Array): Promise<string>
  /** Stores many, with one wait for the disk. @returns their SHA-256 in the same order. */
  putAll(list: Uint8Array[]): Promise<string[]>
  /** The bytes, after checking that they are those. @throws {BlobError} when they are not. */
  get(sha256: string): Promise<Buffer>
  has(sha256: string): Promise<boolean>
  /** Ends what writes; what is not stored yet is rejected. */
  close(): Promise<void>
}

export type BlobStoreOptions = {
  directory: string
  key: Buffer
  /** How long what is in a journal waits until it is flushed under its own name, in ms. */
  settleAfter?: number
}

const SETTLE_AFTER = 45_000 // ms; Linux has written files after 35, and flushing them is a quarter of the work

/** Opens the store below `directory`: zstd, then AES-256-GCM; one file per blob, in 256 folders. */
export function openBlobStore({
  directory,
  key,
  settleAfter = SETTLE_AFTER,
}: BlobStoreOptions): BlobStore {
  const top = resolve(directory)
  const opening = sealingKey(key)
  const writer = new ThreadedWriter({ directory: top, key, settleAfter })
  let completed: Promise<unknown> | undefined
  /** Completes, once, what was stored before a power cut and is only in a journal yet. */
  const complete = async (): Promise<void> => {
    completed ??= writer.putAll([])
    await completed.catch((error: unknown) => {
      completed = undefined
      throw error
    })
  }
  const get = async (sha256: string): Promise<Buffer> => {
    const file = await readFile(blobPath(top, sha256)).catch((cause: unknown) => {
      throw missing(sha256, cause)
    })
    return openBlob(opening, { sha256, file })
  }
  const has = (sha256: string): Promise<boolean> =>
    access(blobPath(top, sha256)).then(
      () => true,
      () => false,
    )
  return {
    put: async (bytes) => {
      const [sha256] = await writer.putAll([bytes])
      if (sha256 === undefined) throw new Error('The thread that writes blobs gave no address.')
      return sha256
    },
    putAll: (list) => writer.putAll(list),
    get: (sha256) =>
      get(sha256).catch(async (error: unknown) => {
        if (!(error instanceof BlobError) || error.code === 'wrong-key') throw error
        await complete()
        return get(sha256)
      }),
    has: async (sha256) => {
      if (await has(sha256)) return true
      await complete()
      return has(sha256)
    },
    close: () => writer.close(),
  }
}

function missing(sha256: string, cause: unknown): unknown {
  if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) return cause
  return new BlobError('missing', `There is no blob ${sha256}.`, { cause })
}
