import { createHash } from 'node:crypto'
import { access, readFile, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { zstdCompress, zstdCompressSync, zstdDecompress } from 'node:zlib'
import { createFolderMaker, syncFolder, writeAtomically } from './durable-file.ts'
import { seal, SealError, unseal } from './seal.ts'

/** Bytes under their own SHA-256: the raw messages, the attachments of drafts. */
export type BlobStore = {
  /** Stores the bytes; once it resolves, a power cut does not lose them. @returns their SHA-256 in hex. */
  put(bytes: Uint8Array): Promise<string>
  /** Stores many, with fewer waits for the disk. @returns their SHA-256 in the same order. */
  putAll(list: Uint8Array[]): Promise<string[]>
  /** The bytes, after checking that they are those. @throws {BlobError} when they are not. */
  get(sha256: string): Promise<Buffer>
  has(sha256: string): Promise<boolean>
}

/** Stored bytes cannot be had. */
export class BlobError extends Error {
  override readonly name = 'BlobError'
  readonly code: 'missing' | 'wrong-key' | 'damaged'

  constructor(code: BlobError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

const compressInThread = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

const DRAFTS = 'drafts'
const AT_ONCE = 8 // files in writing; the disk joins their flushes
const SMALL = 65_536 // bytes: compressed in 0.2 ms, while handing them to a thread costs 0.9
const ABANDONED = 3_600_000 // ms; no draft is in writing for an hour

/** Opens the store below `directory`: zstd, then AES-256-GCM; one file per blob, in 256 folders. */
export function openBlobStore({ directory, key }: { directory: string; key: Buffer }): BlobStore {
  return new FileBlobStore(resolve(directory), key)
}

class FileBlobStore implements BlobStore {
  readonly #top: string
  readonly #key: Buffer
  readonly #makeFolder: (folder: string) => Promise<void>
  readonly #underway = new Map<string, Promise<string>>()
  #drafts = 0
  #cleared: Promise<void> | undefined

  constructor(top: string, key: Buffer) {
    this.#top = top
    this.#key = key
    this.#makeFolder = createFolderMaker(top)
  }

  async put(bytes: Uint8Array): Promise<string> {
    const sha256 = sha256Of(bytes)
    await syncFolder(await this.#writeOnce(sha256, bytes))
    return sha256
  }

  async putAll(list: Uint8Array[]): Promise<string[]> {
    const blobs = list.map((bytes) => ({ sha256: sha256Of(bytes), bytes }))
    const folders = new Set<string>()
    await forEachAtOnce(blobs, async ({ sha256, bytes }) => {
      folders.add(await this.#writeOnce(sha256, bytes))
    })
    await forEachAtOnce([...folders], syncFolder)
    return blobs.map(({ sha256 }) => sha256)
  }

  async get(sha256: string): Promise<Buffer> {
    const file = await readFile(this.#pathOf(sha256)).catch((cause: unknown) => {
      throw missing(sha256, cause)
    })
    return openBlob(this.#key, file, sha256)
  }

  has(sha256: string): Promise<boolean> {
    return access(this.#pathOf(sha256)).then(
      () => true,
      () => false,
    )
  }

  #writeOnce(sha256: string, bytes: Uint8Array): Promise<string> {
    const found = this.#underway.get(sha256)
    if (found) return found
    const writing = this.#write(sha256, bytes).finally(() => this.#underway.delete(sha256))
    this.#underway.set(sha256, writing)
    return writing
  }

  /** @returns the folder that must be flushed before the blob counts as stored. */
  async #write(sha256: string, bytes: Uint8Array): Promise<string> {
    const path = this.#pathOf(sha256)
    if (await this.#isWhole(sha256)) return dirname(path)
    const [content] = await Promise.all([
      compress(bytes),
      (this.#cleared ??= this.#clearDrafts()),
      this.#makeFolder(dirname(path)),
    ])
    const draft = join(this.#top, DRAFTS, `${sha256}.${process.pid}.${++this.#drafts}`)
    await writeAtomically(draft, path, seal(this.#key, content, sha256))
    return dirname(path)
  }

  /** Whether the bytes are there and whole; what is damaged is written again. */
  async #isWhole(sha256: string): Promise<boolean> {
    try {
      await this.get(sha256)
      return true
    } catch (error) {
      if (error instanceof BlobError && error.code !== 'wrong-key') return false
      throw error
    }
  }

  /** Clears away the drafts that a killed process left behind. */
  async #clearDrafts(): Promise<void> {
    const folder = join(this.#top, DRAFTS)
    await this.#makeFolder(folder)
    for (const name of await readdir(folder)) {
      const path = join(folder, name)
      const age = await stat(path).then(
        ({ mtimeMs }) => Date.now() - mtimeMs,
        () => 0,
      )
      if (age > ABANDONED) await rm(path, { force: true })
    }
  }

  #pathOf(sha256: string): string {
    return join(this.#top, sha256.slice(0, 2), sha256.slice(2))
  }
}

function compress(bytes: Uint8Array): Buffer | Promise<Buffer> {
  return bytes.length > SMALL ? compressInThread(bytes) : zstdCompressSync(bytes)
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function openBlob(key: Buffer, file: Buffer, sha256: string): Promise<Buffer> {
  try {
    const bytes = await decompress(unseal(key, file, sha256))
    if (sha256Of(bytes) === sha256) return bytes
  } catch (cause) {
    const code = cause instanceof SealError ? cause.code : 'damaged'
    throw new BlobError(code, `The blob ${sha256} cannot be opened: ${String(cause)}`, { cause })
  }
  throw new BlobError('damaged', `The blob ${sha256} holds other bytes.`)
}

function missing(sha256: string, cause: unknown): unknown {
  if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) return cause
  return new BlobError('missing', `There is no blob ${sha256}.`, { cause })
}

async function forEachAtOnce<T>(list: T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = list.values()
  const worker = async (): Promise<void> => {
    for (const item of rest) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, list.length) }, worker))
}
