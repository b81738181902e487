export type Draft = { to: string[]; cc: string[]; text: string }

const prefix = 'levee.draft.'

/** What was being written to a conversation in this browser, or null. */
export function readDraft(conversationId: string): Draft | null {
  const kept = localStorage.getItem(prefix + conversationId)
  if (kept === null) return null
  const draft: unknown = JSON.parse(kept)
  return isDraft(draft) ? draft : null
}

export function keepDraft(conversationId: string, draft: Draft): void {
  localStorage.setItem(prefix + conversationId, JSON.stringify(draft))
}

export function dropDraft(conversationId: string): void {
  localStorage.removeItem(prefix + conversationId)
}

function isDraft(value: unknown): value is Draft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'text' in value &&
    typeof value.text === 'string' &&
    'to' in value &&
    Array.isArray(value.to) &&
    'cc' in value &&
    Array.isArray(value.cc)
  )
}
