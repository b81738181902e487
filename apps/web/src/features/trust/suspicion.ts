import type { ConversationDetail, Message } from '@levee/contract'

/** The message for which a conversation is locked: its newest one from outside, when it is suspicious. */
export function suspiciousMessage(conversation: ConversationDetail): Message | undefined {
  const last = conversation.messages.findLast(({ direction }) => direction === 'incoming')
  return conversation.trust === 'danger' && last?.trust.level === 'danger' ? last : undefined
}

/** Whom a suspicious message seems to imitate: the party that its strongest reason names. */
export function imitatedParty(message: Message): string {
  for (const { details } of message.trust.reasons) {
    const party = details['whose'] === 'own' ? details['usual'] : details['name']
    if (party) return party
  }
  return message.from.name || message.from.address
}
