import {
  type CompiledPattern,
  inLowerCase,
  type Pattern,
  type PatternMatch,
  type PatternProblem,
} from '@levee/domain'
import { RE2JS, RE2JSSyntaxException } from 're2js'
import { estimateProgram } from './estimate-program.ts'
import { requiredLiteral } from './required-literal.ts'

const LONGEST_SOURCE = 1000 // characters
const LARGEST_PROGRAM = 1000 // instructions
/** Work that one search may cost: so many new states, each as dear as the program is large. */
const MOST_WORK = 100_000
/** So many instructions times characters may be walked to say what groups caught. */
const MOST_WORK_TO_FIND = 150_000
/** States that a pattern keeps between two texts. */
const MOST_STATES = 200

/** What a search throws when it would take too long. */
class TooMuchWork extends Error {}

/**
 * Compiles a pattern of RE2, which minds no case. Its searches walk an automaton that is built as the text needs
 * it; a pattern whose automaton explodes is given up on, so that no search holds up the process.
 */
export function compilePattern(source: string): CompiledPattern {
  if (source.length > LONGEST_SOURCE)
    return refused('tooLong', `takes at most ${LONGEST_SOURCE} characters`)
  if (estimateProgram(source) > LARGEST_PROGRAM)
    return refused('tooLarge', 'its repetitions multiply to too much')
  try {
    const compiled = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE)
    if (compiled.programSize() > 2 * LARGEST_PROGRAM)
      return refused('tooLarge', 'its repetitions multiply to too much')
    return { ok: true, pattern: patternOf(compiled, requiredLiteral(source)) }
  } catch (error) {
    if (error instanceof RE2JSSyntaxException)
      return { ok: false, problem: problemOf(source, error) }
    throw error
  }
}

function refused(reason: PatternProblem['reason'], detail: string): CompiledPattern {
  return { ok: false, problem: { reason, detail, position: null } }
}

const UNSUPPORTED = /invalid or unsupported|escape sequence: `\\[1-9k]|named capture: `\(\?<[=!]/

function problemOf(source: string, error: RE2JSSyntaxException): PatternProblem {
  const detail = error.getDescription()
  const part = (error.getPattern() ?? '').replace(/^\(\?i\)/, '')
  const position = part === '' || (part === source && source.length > 1) ? -1 : source.indexOf(part)
  return {
    reason: UNSUPPORTED.test(error.message) ? 'unsupported' : 'syntax',
    detail: part === '' ? detail : `${detail}: ${part.slice(0, 40)}`,
    position: position === -1 ? null : position,
  }
}

function patternOf(compiled: RE2JS, literal: string): Pattern {
  const size = compiled.programSize()
  const search = guarded(compiled, Math.ceil(MOST_WORK / size))
  const test: Pattern['test'] = (text, lower) =>
    literal !== '' && !(lower ?? inLowerCase(text)).includes(literal) ? false : search(text)
  const longest = Math.ceil(MOST_WORK_TO_FIND / size)
  const names = Object.keys(compiled.namedGroups())
  return {
    test,
    find: (text) => {
      const start = text.length <= longest ? 0 : startNear(text, longest, test)
      return find(compiled, text.slice(start, start + longest), { start, names })
    },
    names,
  }
}

/**
 * Whether a pattern is found, or null once it would build more than `mostSteps` transitions. A short text cannot
 * need more; a long one starts from nothing, so that the answer does not depend on the texts before it.
 */
function guarded(compiled: RE2JS, mostSteps: number): Pattern['test'] {
  const { dfa } = compiled.re2()
  const step = dfa.step.bind(dfa)
  const match = dfa.match.bind(dfa)
  let left = 0
  dfa.step = (...given) => {
    if (left-- <= 0) throw new TooMuchWork()
    return step(...given)
  }
  dfa.match = (...given) => {
    const verdict: unknown = match(...given)
    if (verdict === null) throw new TooMuchWork() // the library would walk every instruction at every character
    return verdict
  }
  return (text) => {
    left = mostSteps
    if (text.length >= mostSteps || dfa.stateCount > MOST_STATES) dfa.clearCache()
    try {
      return compiled.test(text)
    } catch (error) {
      if (error instanceof TooMuchWork) return null
      throw error
    }
  }
}

/** Where to start in a long text, so that the first match lies within the `longest` characters that follow. */
function startNear(text: string, longest: number, test: Pattern['test']): number {
  const half = Math.ceil(longest / 2)
  let before = 0
  let within = Math.ceil(text.length / half)
  while (before < within) {
    const middle = Math.floor((before + within) / 2)
    if (test(text.slice(0, middle * half)) === true) within = middle
    else before = middle + 1
  }
  return Math.max(0, (within - 1) * half)
}

function find(
  compiled: RE2JS,
  text: string,
  { start, names }: { start: number; names: readonly string[] },
): PatternMatch | null {
  const matcher = compiled.matcher(text)
  if (!matcher.find()) return null
  const groups = names.flatMap((name) => {
    const from = matcher.start(name)
    return from < 0 ? [] : [[name, [start + from, start + matcher.end(name)]] as const]
  })
  return { start: start + matcher.start(), end: start + matcher.end(), groups: new Map(groups) }
}
