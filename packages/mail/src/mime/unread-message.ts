import { headerBlock, headersOf } from './header-fields.ts'
import { identify } from './message-identity.ts'
import type { ReadResult } from './parsed-message.ts'

/**
 * The result for a message that took its reader down with it: what can be said without parsing.
 * @param problem a code, which screens put into words.
 */
export function unreadMessage(raw: Buffer, problem: string): ReadResult {
  const { fields } = headerBlock(raw)
  return { ...identify(raw, fields), ok: false, problem, headers: headersOf(raw, fields) }
}
