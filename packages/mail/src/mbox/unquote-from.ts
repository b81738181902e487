const LF = 0x0a
const GREATER = 0x3e // >
const FROM = Buffer.from('From ')
const QUOTED = Buffer.from('>From ')

/** The message with one `>` taken from each line that begins with `>From `, `>>From `…: what mboxrd puts there. */
export function unquoteFrom(raw: Buffer): Buffer {
  const pieces: Buffer[] = []
  let kept = 0
  for (const line of quotedLines(raw)) {
    pieces.push(raw.subarray(kept, line))
    kept = line + 1
  }
  return kept === 0 ? raw : Buffer.concat([...pieces, raw.subarray(kept)])
}

/** Whether a message has lines that begin with `>From `, and such that begin with `From ` as they are. */
export function fromLines(raw: Buffer): { hasQuoted: boolean; hasPlain: boolean } {
  const hasPlain = raw.indexOf('\nFrom ') >= 0 || raw.subarray(0, FROM.length).equals(FROM)
  return { hasPlain, hasQuoted: quotedLines(raw).next().done !== true }
}

/** Where lines begin that are quoted, at their first `>`. */
function* quotedLines(raw: Buffer): Generator<number, undefined, undefined> {
  for (let at = raw.indexOf(QUOTED); at >= 0; at = raw.indexOf(QUOTED, at + 1)) {
    let line = at
    while (line > 0 && raw[line - 1] === GREATER) line--
    if (line === 0 || raw[line - 1] === LF) yield line
  }
}
