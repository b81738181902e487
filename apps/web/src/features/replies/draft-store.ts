import { type DraftSnapshot, emptyContent } from './draft-content.ts'

/** What the server does not have yet; `version`: what it was written on top of, null: nothing. */
export type KeptDraft = DraftSnapshot & { version: number | null }

const prefix = 'levee.draft.'

/** What somebody wrote to a conversation in this browser and the server does not have, or null. */
export function readDraft(userId: string, conversationId: string): KeptDraft | null {
  const kept = localStorage.getItem(keyOf(userId, conversationId))
  if (kept === null) return null
  const draft: unknown = JSON.parse(kept)
  return isKept(draft) ? { ...draft, content: { ...emptyContent, ...draft.content } } : null
}

export function keepDraft(userId: string, conversationId: string, draft: KeptDraft): void {
  localStorage.setItem(keyOf(userId, conversationId), JSON.stringify(draft))
}

export function dropDraft(userId: string, conversationId: string): void {
  localStorage.removeItem(keyOf(userId, conversationId))
}

/** A browser may be shared: each person finds their own only. */
function keyOf(userId: string, conversationId: string): string {
  return `${prefix}${userId}.${conversationId}`
}

function isKept(value: unknown): value is KeptDraft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'content' in value &&
    typeof value.content === 'object' &&
    'attachments' in value &&
    Array.isArray(value.attachments) &&
    'revision' in value &&
    'version' in value
  )
}
