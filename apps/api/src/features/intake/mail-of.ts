import { isFromPeople } from '@levee/domain'
import type { Joiner } from './conversation-state.ts'

/** Which mail it was, when the server had it, and whether people wrote it: deadlines are counted from this. */
export function mailOf(messageId: string, { message, filing }: Joiner): Record<string, unknown> {
  const { receivedAt, automatic } = message
  return filing.direction === 'outgoing'
    ? { messageId, sentAt: receivedAt }
    : { messageId, receivedAt, ...(!isFromPeople(automatic) && { automatic }) }
}
