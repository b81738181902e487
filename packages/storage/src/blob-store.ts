import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import { BlobError, blobPath } from './blob-file.ts'
import { LargeReads } from './large-reads.ts'
import { readBlob } from './read-blob.ts'
import { sealingKey } from './seal.ts'
import { type Keeping, ThreadedWriter } from './threaded-writer.ts'

/** Bytes under their own SHA-256: the raw messages, the attachments of drafts. */
export type BlobStore = {
  /** Starts the thread that writes, before there is something to store. */
  start(): void
  /** Stores the bytes; once it resolves, a power cut does not lose them. @returns their SHA-256 in hex. */
  put(bytes: Uint8Array): Promise<string>
  /** Stores many, with one wait for the disk. @returns their SHA-256 in the same order. */
  putAll(list: Uint8Array[]): Promise<string[]>
  /** The same, for a caller who has other work until they are stored. */
  keepAll(list: Uint8Array[]): Keeping
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
  const large = new LargeReads()
  let completed: Promise<void> | undefined
  /** Completes, once, what was stored before a power cut and is only in a journal yet. */
  const complete = async (): Promise<void> => {
    completed ??= writer.keepAll([]).kept
    await completed.catch((error: unknown) => {
      completed = undefined
      throw error
    })
  }
  const get = (sha256: string): Promise<Buffer> =>
    large.get(sha256, () => readBlob(opening, blobPath(top, sha256), sha256))
  const has = (sha256: string): Promise<boolean> =>
    access(blobPath(top, sha256)).then(
      () => true,
      () => false,
    )
  const putAll = async (list: Uint8Array[]): Promise<string[]> => {
    const { addresses, kept } = writer.keepAll(list)
    await kept
    return addresses
  }
  return {
    start: () => void complete().catch(() => undefined), // the next put tells
    put: async (bytes) => {
      const [sha256] = await putAll([bytes])
      if (sha256 === undefined) throw new Error('The thread that writes blobs gave no address.')
      return sha256
    },
    putAll,
    keepAll: (list) => writer.keepAll(list),
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
