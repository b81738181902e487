/**
 * About how many instructions a pattern compiles to, before anybody compiles it: `(?:…){1000}` makes a large
 * program of a short text. Of a pattern that is wrong, any number.
 */
export function estimateProgram(source: string): number {
  const groups: { size: number; last: number }[] = [{ size: 0, last: 0 }]
  for (const [token] of source.matchAll(TOKEN)) {
    const group = groups.at(-1)
    if (!group) break
    const times = REPEAT.exec(token)
    if (token === '(') groups.push({ size: 0, last: 0 })
    else if (token === ')') close(groups)
    else if (times) {
      const more = group.last * (Math.max(Number(times[1]), Number(times[2] || 1), 1) - 1)
      group.size += more
      group.last += more
    } else add(group, 1)
  }
  while (groups.length > 1) close(groups)
  return groups[0]?.size ?? 0
}

const REPEAT = /^\{(\d+)(?:,(\d*))?\}$/
/** An escape, a class, a repetition, or a character. */
const TOKEN =
  /\\(?:[pP]\{[^}]*\}|x\{[^}]*\}|Q[^]*?(?:\\E|$)|.|$)|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]|\{\d+(?:,\d*)?\}|[^]/gu

function close(groups: { size: number; last: number }[]): void {
  if (groups.length < 2) return
  const inner = groups.pop()
  const outer = groups.at(-1)
  if (inner && outer) add(outer, inner.size + 2)
}

function add(group: { size: number; last: number }, size: number): void {
  group.size += size
  group.last = size
}
