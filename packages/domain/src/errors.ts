/** What a person can act on: why something was refused. `code` is stable and crosses HTTP; the message is a sentence. */
export type RefusalCode =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'stale'
  | 'suspicious'
  | 'too-many'
  | 'unavailable'

/** A refusal that the user can act on. A bug is a plain `Error`. */
export class DomainError extends Error {
  override readonly name = 'DomainError'
  readonly code: RefusalCode
  /** For bad input: which field, and what it takes. */
  readonly errors: readonly { path: string; message: string }[]
  /** For `stale`: what changed meanwhile. */
  readonly changes: unknown

  constructor(
    code: RefusalCode,
    message: string,
    more: { errors?: readonly { path: string; message: string }[]; changes?: unknown } = {},
  ) {
    super(message)
    this.code = code
    this.errors = more.errors ?? []
    this.changes = more.changes
  }
}
