/** Characters of a quoted name or a domain literal: what is longer is not closed, but a stray mark. */
const LONGEST_QUOTED = 2000

/** A piece of an address field; the text of comments and angle brackets is without those. */
export type AddressToken = {
  kind: 'text' | 'comment' | 'angle' | 'separator' | 'group'
  text: string
  end: number
}

const SPECIAL = /["(<,;:[\\]|=\?/g
/** An encoded word, in which programs leave what would be structure (RFC 2047 §5 (3) forbids it). */
const WORD = /=\?[^?\s]{1,99}\?[bq]\?[^?\s]{0,2000}\?=/iy

/** The token that begins at `start` (RFC 5322 §3.2 and §3.4). */
export function tokenAt(value: string, start: number): AddressToken {
  switch (value[start]) {
    case '"':
      return text(value, start, quotedEnd(value, start))
    case '[':
      return text(value, start, literalEnd(value, start))
    case '\\':
      return text(value, start, start + 2)
    case '=':
      return text(value, start, wordEnd(value, start))
    case '(':
      return comment(value, start)
    case '<':
      return angle(value, start)
    case ',':
    case ';':
      return { kind: 'separator', text: '', end: start + 1 }
    case ':':
      return { kind: 'group', text: '', end: start + 1 }
    default:
      return text(value, start, nextSpecial(value, start))
  }
}

/** After the quoted string that begins at `start`; one that is never closed is the quotation mark alone. */
export function quotedEnd(value: string, start: number): number {
  const limit = Math.min(value.length, start + LONGEST_QUOTED)
  for (let at = start + 1; at < limit; at++) {
    if (value[at] === '\\') at++
    else if (value[at] === '"') return at + 1
  }
  return start + 1
}

function text(value: string, start: number, end: number): AddressToken {
  return { kind: 'text', text: value.slice(start, end), end }
}

function nextSpecial(value: string, from: number): number {
  SPECIAL.lastIndex = from
  return SPECIAL.exec(value)?.index ?? value.length
}

function wordEnd(value: string, start: number): number {
  WORD.lastIndex = start
  return WORD.test(value) ? WORD.lastIndex : nextSpecial(value, start + 1)
}

function literalEnd(value: string, start: number): number {
  const length = value.slice(start, start + LONGEST_QUOTED).indexOf(']')
  return start + Math.max(0, length) + 1
}

function angle(value: string, start: number): AddressToken {
  let at = start + 1
  for (; at < value.length && value[at] !== '>'; at++) {
    if (value[at] === '\\') at++
    else if (value[at] === '"') at = quotedEnd(value, at) - 1
  }
  return { kind: 'angle', text: value.slice(start + 1, at), end: at + 1 }
}

/** A comment with those inside of it, read without recursion. */
function comment(value: string, start: number): AddressToken {
  let depth = 0
  for (let at = start; at < value.length; at++) {
    if (value[at] === '\\') at++
    else if (value[at] === '(') depth++
    else if (value[at] === ')' && --depth === 0)
      return { kind: 'comment', text: value.slice(start + 1, at), end: at + 1 }
  }
  return { kind: 'comment', text: value.slice(start + 1), end: value.length }
}
