import { DomainError } from '../../errors.ts'

/** A word of a script (RFC 5228 §8.1) and the line on which it starts, from 1. */
export type SieveToken =
  | { type: 'identifier' | 'tag' | 'string' | 'comment'; text: string; line: number }
  | { type: 'number'; number: number; text: string; line: number }
  | { type: 'punctuation'; text: string; line: number }

const SPACE = /(?:[ \t\r\n]+|\/\*[^]*?\*\/)+/y
const COMMENT = /#([^\n]*)/y
const TEXT_BLOCK = /text:[ \t]*(?:#[^\n]*)?\r?\n([^]*?)(?:^|(?<=\n))\.(?:\r?\n|$)/iy
const WORD = /(:?)([a-z_]\w*)/iy
const NUMBER = /(\d+)([kmg]?)(?!\w)/iy
const QUOTED = /"([^"\\]*(?:\\[^][^"\\]*)*)"/y
const PUNCTUATION = /[[\](){},;]/y
const QUANTIFIERS: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 }

/**
 * The words of a script, comments to the end of a line among them.
 * @throws {DomainError} `invalid` where there is none.
 */
export function sieveTokens(script: string): readonly SieveToken[] {
  const tokens: SieveToken[] = []
  let line = 1
  for (let at = 0; at < script.length;) {
    const found = tokenAt(script, at, line)
    if (!found) throw sieveFault(line, 'what stands here is no word of Sieve')
    if (found.token) tokens.push(found.token)
    for (let index = at; index < at + found.length; index++) if (script[index] === '\n') line++
    at += found.length
  }
  return tokens
}

/** Why a script cannot be read, and on which line. */
export function sieveFault(line: number, why: string): DomainError {
  return new DomainError('invalid', `This is no Sieve script: line ${line}, ${why}.`, {
    errors: [{ path: 'script', message: `line ${line}: ${why}` }],
  })
}

type Found = { token: SieveToken | null; length: number }

function tokenAt(script: string, at: number, line: number): Found | null {
  const match = (expression: RegExp): RegExpExecArray | null => {
    expression.lastIndex = at
    return expression.exec(script)
  }
  const space = match(SPACE)
  if (space) return { token: null, length: space[0].length }
  const comment = match(COMMENT)
  if (comment) return text('comment', comment, (comment[1] ?? '').trim())
  const block = match(TEXT_BLOCK)
  if (block) return text('string', block, (block[1] ?? '').replaceAll(/^\./gm, ''))
  const quoted = match(QUOTED)
  if (quoted) return text('string', quoted, (quoted[1] ?? '').replaceAll(/\\([^])/g, '$1'))
  const number = match(NUMBER)
  if (number) {
    const [all, digits, unit = ''] = number
    const value = Number(digits) * (QUANTIFIERS[unit.toLowerCase()] ?? 1)
    return { token: { type: 'number', number: value, text: all, line }, length: all.length }
  }
  const word = match(WORD)
  if (word) return text(word[1] ? 'tag' : 'identifier', word, (word[2] ?? '').toLowerCase())
  const punctuation = match(PUNCTUATION)
  return punctuation && text('punctuation', punctuation, punctuation[0])

  function text(
    type: Exclude<SieveToken['type'], 'number'>,
    [all]: RegExpExecArray,
    said: string,
  ): Found {
    return { token: { type, text: said, line }, length: all.length }
  }
}
