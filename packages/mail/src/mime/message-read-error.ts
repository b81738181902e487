/** Why nothing could be shown of a message; reading it for filing never throws this. */
export type MessageReadProblem = 'unreadable' | 'noSuchPart' | 'timeout' | 'crashed' | 'closed'

/** A message, or a part of one, that cannot be shown. */
export class MessageReadError extends Error {
  override readonly name = 'MessageReadError'
  readonly code: MessageReadProblem

  constructor(code: MessageReadProblem, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}
