import type { CompiledPattern, Pattern } from '@levee/domain'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compilePattern } from './compile-pattern.ts'
import { estimateProgram } from './estimate-program.ts'

const CORPORA =
  process.env['LEVEE_CORPORA'] ?? join(import.meta.dirname, '../../../../../../shared/corpora')
const path = join(CORPORA, 'regex-redos/vectors.json')
const known: { input: string }[] = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []
const LENGTH = 100_000 // characters
const LONGEST_TIME = 100 // ms
const TEXTS = [
  'a'.repeat(LENGTH - 1) + '!',
  '0'.repeat(LENGTH),
  ' '.repeat(LENGTH) + 'x',
  'x0'.repeat(LENGTH / 2),
  'lorem ipsum a1 b2 0x '.repeat(LENGTH / 21),
  'é𝔞一'.repeat(LENGTH / 4),
  coins(LENGTH),
]
/** Patterns whose automaton has a state for each of 2ⁿ pasts. */
const EXPLODING = ['[ab]*a[ab]{30}c', '(?s).{1,500}c$', '(?:a.{0,50}b.{0,50}){3}z', '^(.*a){20}$']

describe('a pattern', () => {
  it('is found without regard to case, and tells what its named groups caught', () => {
    const match = patternOf(String.raw`dossier n°\s*(?P<number>\d+)`).find(
      'Le DOSSIER N° 4711 est là',
    )
    expect(match?.groups.get('number')).toEqual([14, 18])
  })

  it.each([
    ['a(b', 'syntax', null],
    ['ab[', 'syntax', 2],
    [String.raw`(a)\1`, 'unsupported', 3],
    ['permis(?!é)', 'unsupported', 6],
    ['(?:abcdefghij){900}', 'tooLarge', null],
    ['a'.repeat(1001), 'tooLong', null],
  ])('%j is refused, with the place where it is known', (source, reason, position) => {
    expect(compilePattern(source)).toMatchObject({ ok: false, problem: { reason, position } })
  })

  it.each([
    ['abc', 3],
    ['[a-z]{3}', 3],
    ['(?:ab){10}', 60],
    [String.raw`\d{2,5}\pL+`, 9],
  ])('%j is estimated before it is compiled', (source, most) => {
    expect(estimateProgram(source)).toBeGreaterThanOrEqual(3)
    expect(estimateProgram(source)).toBeLessThanOrEqual(most)
  })

  it('catches what stands far inside a long text', () => {
    const text = `${'mot '.repeat(20_000)}dossier 4711 ${'mot '.repeat(5_000)}`
    const [start, end] = patternOf('dossier (?P<n>[0-9]+)').find(text)?.groups.get('n') ?? [0, 0]
    expect(text.slice(start, end)).toBe('4711')
  })

  it('answers the same of a long text whatever it looked at before', () => {
    const [first] = EXPLODING
    const [fresh, used] = [patternOf(first ?? ''), patternOf(first ?? '')]
    for (const text of TEXTS) used.test(text)
    for (const text of TEXTS.toReversed()) expect(used.test(text)).toBe(fresh.test(text))
  })

  it.each([...known.map(({ input }) => input), ...EXPLODING])(
    '%j is refused, or looks through 100,000 characters without holding up the process',
    (source) => {
      const { result: compiled, time } = quickest(() => compilePattern(source))
      const times = compiled.ok
        ? TEXTS.map((text) => quickest(() => search(compiled.pattern, text)).time)
        : []
      expect(Math.max(time, ...times)).toBeLessThanOrEqual(LONGEST_TIME)
    },
  )
})

function search({ test, find }: Pattern, text: string): void {
  if (test(text) === true) find(text)
}

/** The processor's time that it takes, in ms, whatever else the machine does; the first time also compiles. */
function quickest<T>(work: () => T): { result: T; time: number } {
  for (let attempt = 1; ; attempt++) {
    const before = process.threadCpuUsage()
    const result = work()
    const { user, system } = process.threadCpuUsage(before)
    const time = (user + system) / 1000
    if (time <= LONGEST_TIME || attempt === 3) return { result, time }
  }
}

function patternOf(source: string): Pattern {
  const compiled: CompiledPattern = compilePattern(source)
  if (compiled.ok) return compiled.pattern
  throw new Error(compiled.problem.detail)
}

/** As many a and b as one likes, in no order. */
function coins(length: number): string {
  let state = 1
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state > 1_073_741_824 ? 'a' : 'b'
  }).join('')
}
