import type { Draft } from '@levee/contract'
import type { DraftSnapshot } from './draft-content.ts'

/** `failed`: it could not be saved and is tried again; `held`: somebody else has it. */
export type SavingState = 'saved' | 'waiting' | 'saving' | 'failed' | 'held'

export type SaverEnds = {
  save: (snapshot: DraftSnapshot, version: number | null) => Promise<Draft>
  /** What is on the server instead when `save` was refused; undefined for any other failure. */
  newer: (error: unknown) => Draft | null | undefined
  /** Keeps what the server does not have yet. */
  keep: (snapshot: DraftSnapshot, version: number | null) => void
  /** The server has all of it. */
  onSaved: (draft: Draft) => void
  onHeld: (draft: Draft) => void
  onState: (state: SavingState) => void
}

const pause = 2_000 // ms between two savings while somebody writes
const retryPause = 5_000 // ms

/**
 * Saves what is written every two seconds, one request at a time; what cannot be saved is kept and tried
 * again. It stops as soon as somebody else has the draft: nothing of theirs is overwritten.
 */
export class DraftSaver {
  readonly #ends: SaverEnds
  #version: number | null
  #unsaved: DraftSnapshot | null = null
  #saving: Promise<void> | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #isHeld = false

  constructor(version: number | null, ends: SaverEnds) {
    this.#version = version
    this.#ends = ends
  }

  get version(): number | null {
    return this.#version
  }

  /** It is to be saved soon; until the server has it, this browser keeps it. */
  change(snapshot: DraftSnapshot): void {
    this.#unsaved = snapshot
    this.#ends.keep(snapshot, this.#version)
    if (this.#isHeld) return
    if (!this.#saving) this.#ends.onState('waiting')
    this.#timer ??= setTimeout(() => void this.flush(), pause)
  }

  /** Saves now what is not saved; answers when nothing is under way any more. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#saving) await this.#saving
    const snapshot = this.#unsaved
    if (!snapshot || this.#isHeld) return
    this.#unsaved = null
    this.#saving = this.#save(snapshot)
    await this.#saving
    this.#saving = null
  }

  /** Saves nothing more until `resume`. What is not saved stays kept. */
  hold(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#isHeld = true
    this.#ends.onState('held')
  }

  /** Goes on from this version. */
  resume(version: number | null): void {
    this.#isHeld = false
    this.#version = version
    this.#unsaved = null
    this.#ends.onState('saved')
  }

  /** For the time in which it is sent; answers when nothing is under way any more. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    await this.#saving
  }

  async #save(snapshot: DraftSnapshot): Promise<void> {
    this.#ends.onState('saving')
    try {
      const draft = await this.#ends.save(snapshot, this.#version)
      this.#version = draft.version
      if (this.#unsaved) this.#ends.keep(this.#unsaved, this.#version)
      else this.#ends.onSaved(draft)
      this.#ends.onState(this.#unsaved ? 'waiting' : 'saved')
    } catch (error) {
      this.#fail(error, snapshot)
    }
  }

  #fail(error: unknown, snapshot: DraftSnapshot): void {
    this.#unsaved ??= snapshot
    const newer = this.#ends.newer(error)
    if (newer) {
      this.hold()
      this.#ends.onHeld(newer)
      return
    }
    // it was sent or discarded elsewhere: what is written here is another one
    if (newer === null) this.#version = null
    this.#ends.onState('failed')
    this.#timer = setTimeout(() => void this.flush(), newer === null ? 0 : retryPause)
  }
}
