import type { ConversationDetail } from '@levee/contract'

/** What the writer of a reply had before his eyes. */
export type SeenState = { revision: number; messages: number; entries: number }

export function seenState(conversation: ConversationDetail): SeenState {
  const { revision, messages, timeline } = conversation
  return { revision, messages: messages.length, entries: timeline.length }
}

/** Whether all that happened since was the writer's own doing, which he knows of. */
export function isOwnProgress(
  seen: SeenState,
  conversation: ConversationDetail,
  me: string,
): boolean {
  return (
    conversation.messages.length === seen.messages &&
    conversation.timeline.slice(seen.entries).every((entry) => entry.actorId === me)
  )
}
