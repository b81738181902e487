/** A flag of a message that every mail program understands (RFC 9051 §2.3.2). */
export type ServerFlag = '\\Answered' | '\\Deleted' | '\\Flagged' | '\\Seen'

const KEPT: readonly ServerFlag[] = ['\\Answered', '\\Deleted', '\\Flagged', '\\Seen']

/** What is kept of the flags that a server shows: their case does not count, the others mean something to one program only. */
export function serverFlags(shown: Iterable<string>): ServerFlag[] {
  const lower = new Set([...shown].map((flag) => flag.toLowerCase()))
  return KEPT.filter((flag) => lower.has(flag.toLowerCase()))
}

/** What is known of the flags of one message; `known`: null before they were first looked at. */
export type FlagKnowledge = {
  known: readonly string[] | null
  /** Those that we set. */
  own: readonly string[]
  shown: readonly ServerFlag[]
}

/** The flags that another program set since they were last looked at. */
export function setElsewhere({ known, own, shown }: FlagKnowledge): ServerFlag[] {
  if (known === null) return []
  return shown.filter((flag) => !known.includes(flag) && !own.includes(flag))
}
