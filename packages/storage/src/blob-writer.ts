import { randomUUID } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { addressOf, BlobError, type BlobFile, blobPath, LARGE, sealBlob } from './blob-file.ts'
import { flush, makeFolder, writeWhole } from './durable-file.ts'
import { decodeJournal, encodeJournal } from './journal.ts'
import { readBlob } from './read-blob.ts'
import { type SealingKey, sealingKey } from './seal.ts'
import { writeLargeBlob } from './write-large-blob.ts'

/** Where blobs are written, and with which key. */
export type BlobPlace = {
  directory: string
  key: Buffer
  /** How long a journal waits until its blobs are flushed one by one, in ms. */
  settleAfter: number
}

/** A journal on the disk, and the blobs that are not durable without it. */
type Journal = { path: string; addresses: string[]; writtenAt: number }

const ABANDONED = 3_600_000 // ms; no draft is in writing for an hour
const MOST_JOURNALS = 64 // of a window of mail each: some 500 MB, read in seconds after a power cut
const TICK = 1_000 // ms

/**
 * Writes blobs (ADR 0012). The files of a batch go into one journal, whose flush makes all of them
 * durable at once; then each gets its own file, which the system writes to the disk when it likes.
 * Much later these are flushed, which then costs little, and the journal goes.
 */
export class BlobWriter {
  readonly #place: BlobPlace
  readonly #key: SealingKey
  readonly #drafts: string
  readonly #journals: string
  readonly #id = randomUUID() // process ids are not unique among containers that share the directory
  #written = 0
  readonly #folders = new Set<string>()
  readonly #unsettled: Journal[] = []
  #isSettling = false

  private constructor(place: BlobPlace) {
    this.#place = place
    this.#key = sealingKey(place.key)
    this.#drafts = join(place.directory, 'drafts')
    this.#journals = join(place.directory, 'journals')
  }

  /** Opens the directory: what processes left that were killed is cleared away, or completed. */
  static async open(place: BlobPlace): Promise<BlobWriter> {
    const writer = new BlobWriter(place)
    await makeFolder(place.directory)
    await makeFolder(writer.#drafts)
    await makeFolder(writer.#journals)
    writer.#clearDrafts()
    for (const name of readdirSync(writer.#journals)) await writer.#replay(name)
    return writer
  }

  /**
   * Stores a batch: a power cut after it resolves loses none of it.
   * @param told hears the addresses in order, before anything is stored.
   */
  async putAll(list: Uint8Array[], told: (addresses: string[]) => void): Promise<void> {
    const addressed = list.map((bytes) => ({ sha256: addressOf(bytes), bytes }))
    told(addressed.map(({ sha256 }) => sha256))
    const fresh = new Map<string, BlobFile>()
    for (const { sha256, bytes } of addressed) {
      if (fresh.has(sha256) || (await this.#isWhole(sha256))) continue
      if (bytes.length >= LARGE) await this.#writeLarge(sha256, bytes)
      else fresh.set(sha256, sealBlob(this.#key, sha256, bytes))
    }
    if (fresh.size > 0) await this.#write([...fresh.values()])
  }

  async #write(blobs: BlobFile[]): Promise<void> {
    const name = this.#newName()
    const path = join(this.#journals, name)
    writeWhole(join(this.#drafts, name), path, encodeJournal(blobs), true)
    await flush(this.#journals)
    const addresses = blobs.map(({ sha256 }) => sha256)
    for (const blob of blobs) this.#writeFile(blob)
    if (existsSync(path)) this.#settleLater({ path, addresses, writtenAt: performance.now() })
    else await this.#flushAll(addresses) // another process has replayed it, perhaps too early for these files
  }

  #writeFile({ sha256, file }: BlobFile): void {
    writeWhole(join(this.#drafts, this.#newName()), this.#pathFor(sha256), file)
  }

  /** What is large is not written twice: it is flushed under its own name at once. */
  async #writeLarge(sha256: string, bytes: Uint8Array): Promise<void> {
    const draft = join(this.#drafts, this.#newName())
    try {
      await writeLargeBlob(this.#key, { path: draft, sha256 }, bytes)
      renameSync(draft, this.#pathFor(sha256))
    } catch (error) {
      rmSync(draft, { force: true })
      throw error
    }
    await this.#flushAll([sha256])
  }

  /** Where a blob goes, in a folder that is there. */
  #pathFor(sha256: string): string {
    const path = blobPath(this.#place.directory, sha256)
    const folder = dirname(path)
    if (!this.#folders.has(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.#folders.add(folder)
    return path
  }

  /** Whether the blob is there and whole; what is damaged is written again. */
  async #isWhole(sha256: string): Promise<boolean> {
    const path = blobPath(this.#place.directory, sha256)
    if (!existsSync(path)) return false // the common case, without a thread
    try {
      await readBlob(this.#key, path, sha256)
      return true
    } catch (error) {
      if (error instanceof BlobError && error.code !== 'wrong-key') return false
      throw error
    }
  }

  /**
   * Completes a journal, its owner's or nobody's. It is taken by its name first: an owner that lives
   * sees that it is gone, and flushes what it wrote by itself.
   */
  async #replay(name: string): Promise<void> {
    const path = join(this.#journals, this.#newName())
    try {
      renameSync(join(this.#journals, name), path)
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return
      throw error
    }
    const addresses: string[] = []
    for (const blob of decodeJournal(readFileSync(path))) {
      if (!(await this.#isWhole(blob.sha256))) this.#writeFile(blob)
      addresses.push(blob.sha256)
    }
    await this.#flushAll(addresses)
    rmSync(path, { force: true })
  }

  #settleLater(journal: Journal): void {
    this.#unsettled.push(journal)
    if (!this.#isSettling) void this.#settle()
  }

  /** Ends the journals that are due, until none is left. When that fails the thread dies, and the next one replays them. */
  async #settle(): Promise<void> {
    const { settleAfter } = this.#place
    const isDue = ({ writtenAt }: Journal): boolean =>
      this.#unsettled.length > MOST_JOURNALS || performance.now() - writtenAt >= settleAfter
    this.#isSettling = true
    for (let oldest; (oldest = this.#unsettled[0]);) {
      if (isDue(oldest)) {
        await this.#flushAll(oldest.addresses)
        rmSync(oldest.path, { force: true })
        this.#unsettled.shift()
      } else await sleep(Math.min(TICK, settleAfter))
    }
    this.#isSettling = false
  }

  async #flushAll(addresses: string[]): Promise<void> {
    const paths = addresses.map((sha256) => blobPath(this.#place.directory, sha256))
    for (const path of paths) await flush(path)
    for (const folder of new Set(paths.map((path) => dirname(path)))) await flush(folder)
    await flush(this.#place.directory)
  }

  /** Clears away the drafts that a killed process left behind. */
  #clearDrafts(): void {
    for (const name of readdirSync(this.#drafts)) {
      const path = join(this.#drafts, name)
      const mtimeMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity
      if (Date.now() - mtimeMs > ABANDONED) rmSync(path, { force: true })
    }
  }

  #newName(): string {
    return `${this.#id}.${++this.#written}`
  }
}
