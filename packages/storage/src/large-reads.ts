/**
 * Large blobs that somebody still uses: whoever asks for one again gets the same bytes, so that a mail of
 * 100 MB which is opened, checked and downloaded at once is in memory once.
 */
export class LargeReads {
  readonly #underway = new Map<string, Promise<Buffer>>()
  readonly #kept = new Map<string, WeakRef<SharedArrayBuffer>>()

  /** The bytes under this address, read by `read` unless they are here. */
  get(sha256: string, read: () => Promise<Buffer>): Promise<Buffer> {
    const kept = this.#kept.get(sha256)?.deref()
    if (kept) return Promise.resolve(Buffer.from(kept, 0, kept.byteLength))
    const underway = this.#underway.get(sha256)
    if (underway) return underway
    const reading = read()
      .then((bytes) => this.#keep(sha256, bytes))
      .finally(() => this.#underway.delete(sha256))
    this.#underway.set(sha256, reading)
    return reading
  }

  #keep(sha256: string, bytes: Buffer): Buffer {
    for (const [address, memory] of this.#kept) if (!memory.deref()) this.#kept.delete(address)
    if (bytes.buffer instanceof SharedArrayBuffer) this.#kept.set(sha256, new WeakRef(bytes.buffer))
    return bytes
  }
}
