const LONGEST_ID = 998 // characters: a line (RFC 5322 §2.1.1)
const MOST_IDS = 200 // of the References of a thread that nobody ever cut

/**
 * The Message-IDs that a field names, without angle brackets (RFC 5322 §3.6.4). A field without
 * brackets is taken as a list of bare ids, prose in it being left out.
 */
export function messageIds(value: string): string[] {
  if (value === '') return []
  const bracketed = [...value.matchAll(/<([^<>]+)>/g)].map(([, id]) =>
    (id ?? '').replace(/\s+/g, ''),
  )
  const ids = bracketed.length > 0 ? bracketed : bareIds(value)
  return [...new Set(ids.filter((id) => id && id.length <= LONGEST_ID))].slice(-MOST_IDS)
}

function bareIds(value: string): string[] {
  return value.split(/[\s,]+/).filter((word) => /^[^@]+@[^@]+$/.test(word))
}

/** The Message-ID of a message, null when the field is missing or empty. */
export function ownMessageId(value: string | undefined): string | null {
  const [first] = messageIds(value ?? '')
  return first ?? (value?.replace(/[<>\s]/g, '').slice(0, LONGEST_ID) || null)
}
