/** A pattern of RE2 that was compiled: it searches in time that grows with the text and no faster. */
export type Pattern = {
  /** Whether it is found anywhere in the text. */
  test: (text: string) => boolean
  /** The named groups of its first match, as [start, end) in the text; null where there is none. */
  groups: (text: string) => Readonly<Record<string, readonly [number, number]>> | null
  /** The names of its groups. */
  names: readonly string[]
}

/** Why a pattern is refused, and at which character of it (from 0), where that is known. */
export type PatternProblem = {
  reason: PatternProblemReason
  detail: string
  position: number | null
}

export type PatternProblemReason = 'syntax' | 'unsupported' | 'tooLong' | 'tooLarge'

/** Compiles a pattern of RE2 that does not mind case. The engine is a library, which this package does not know. */
export type PatternCompiler = (
  source: string,
) => { ok: true; pattern: Pattern } | { ok: false; problem: PatternProblem }
