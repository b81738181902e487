import { asksForNothing, type Automatic } from './automatic.ts'
import type { Filing } from './triage.ts'

type ConversationStatus = 'open' | 'waiting' | 'answered' | 'archived' | 'spam'

/** What joining asks of a conversation. */
export type Joinable = {
  status: ConversationStatus
  isRegistered: boolean
  /** When its newest incoming message was received; null when it has none. */
  lastIncomingAt: Date | null
}

/** What asks to join: how it is filed, when it was received, whether a colleague or a machine wrote it. */
export type Joining = {
  filing: Filing
  receivedAt: Date
  isOurs: boolean
  automatic: Automatic
}

/** What a conversation is after a message joined it. */
export type Joined = { status: ConversationStatus; isRegistered: boolean }

/**
 * What a message does to the conversation it joins: mail from outside re-opens it, our own answer
 * found in Sent answers it, history and what a machine says change nothing, but for a bounce. Spam stays spam.
 */
export function joinConversation(
  there: Joinable,
  { filing, receivedAt, isOurs, automatic }: Joining,
): Joined {
  const unchanged = { status: there.status, isRegistered: there.isRegistered }
  if (there.status === 'spam') return unchanged
  if (filing.fate === 'sent') {
    const answers = there.lastIncomingAt !== null && receivedAt >= there.lastIncomingAt
    return there.status === 'open' && answers ? { ...unchanged, status: 'answered' } : unchanged
  }
  if (!filing.isRegistered || asksForNothing(automatic)) return unchanged
  if (isOurs && there.isRegistered) return unchanged
  return { status: 'open', isRegistered: true }
}
