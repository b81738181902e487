/**
 * A structured value without its comments, which nest (RFC 5322 §3.2.2); a space stands where one was.
 * Parentheses in quoted strings are text, and so is one that is never closed.
 */
export function withoutComments(value: string): string {
  if (!value.includes('(')) return value
  let text = ''
  let from = 0
  let opened = -1
  let depth = 0
  let isQuoted = false
  for (let at = 0; at < value.length; at++) {
    const character = value[at]
    if (character === '\\') at++
    else if (character === '"' && depth === 0) isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (character === '(' && depth++ === 0) opened = at
    else if (character === ')' && depth > 0 && --depth === 0) {
      text += `${value.slice(from, opened)} `
      from = at + 1
    }
  }
  return text + value.slice(from)
}
