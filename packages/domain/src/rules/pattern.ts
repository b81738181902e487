/** Where a pattern was found in a text, [start, end), and what its named groups caught. */
export type PatternMatch = {
  start: number
  end: number
  groups: ReadonlyMap<string, readonly [start: number, end: number]>
}

/** A pattern of RE2 that was compiled: it searches in time that grows with the text and no faster. */
export type Pattern = {
  /**
   * Whether it is found anywhere in the text; null when finding out would take too much work. `lower`: the text
   * `inLowerCase`, where somebody has it already.
   */
  test: (text: string, lower?: string) => boolean | null
  /** Its first match; of a very long text, one near it. */
  find: (text: string) => PatternMatch | null
  /** The names of its groups. */
  names: readonly string[]
}

/** Why a pattern is refused, in the engine's words, and at which character of it (from 0) where that is known. */
export type PatternProblem = {
  reason: 'syntax' | 'unsupported' | 'tooLong' | 'tooLarge'
  detail: string
  position: number | null
}

/** A pattern, or why there is none. */
export type CompiledPattern =
  | { ok: true; pattern: Pattern }
  | { ok: false; problem: PatternProblem }

/** Compiles a pattern of RE2 that does not mind case. The engine is a library, which this package does not know. */
export type PatternCompiler = (source: string) => CompiledPattern
