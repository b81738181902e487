/** Bytes from `start` to `end` of a message, or of what a part of it decodes to. */
export type Range = { source: Buffer; start: number; end: number }

type Delimiter = { end: number; isClose: boolean }
type DelimiterEnd = (body: Buffer, start: number) => Delimiter | undefined

/** Bytes at the beginning of a body in which an undeclared boundary is looked for. */
const GUESS_SAMPLE = 8192
/** Characters of a boundary: RFC 2046 §5.1.1 allows 70. */
const LONGEST_BOUNDARY = 200

const LF = 0x0a
const CR = 0x0d
const DASH = 0x2d
const SPACE = 0x20
const TAB = 0x09

/**
 * The ranges between the delimiter lines of a multipart (RFC 2046 §5.1.1); one without end ends with it.
 * Where the declared boundary never comes, lines are that look like one, or that begin with it.
 */
export function* partRanges(range: Range, declared = ''): Generator<Range> {
  const boundary = declared.trimEnd()
  const guessed = (): string => guessedBoundary(range) ?? ''
  yield* firstWithParts([
    () => delimited(range, boundary),
    () => delimited(range, guessed()),
    () => delimited(range, boundary, anyEnd),
  ])
}

function* firstWithParts(attempts: (() => Generator<Range>)[]): Generator<Range> {
  for (const attempt of attempts) {
    const ranges = attempt()
    const first = ranges.next()
    if (first.done) continue
    yield first.value
    yield* ranges
    return
  }
}

/** The ranges between the lines of one boundary; some programs go on after the line that ends it. */
function* delimited(
  range: Range,
  boundary: string,
  delimiterEnd: DelimiterEnd = exactEnd,
): Generator<Range> {
  if (!boundary) return
  let from: number | undefined
  for (const line of delimiters(range, boundary, delimiterEnd)) {
    if (from !== undefined) yield { ...range, start: from, end: Math.max(from, line.start) }
    from = line.isClose ? undefined : line.end
  }
  if (from !== undefined) yield { ...range, start: from }
}

/** What is before, between and after the lines of one boundary, but for blanks. */
export function* pieces(range: Range, boundary: string): Generator<Range> {
  let from = range.start
  for (const { start, end } of delimiters(range, boundary, exactEnd)) {
    if (!isBlank(range.source, from, start)) yield { ...range, start: from, end: start }
    from = end
  }
  if (!isBlank(range.source, from, range.end)) yield { ...range, start: from }
}

function isBlank(source: Buffer, start: number, end: number): boolean {
  let at = start
  while (at < end && (source[at] ?? 0) <= SPACE) at++
  return at >= end
}

/** The lines of a boundary, the line break before each included. */
function* delimiters(
  { source, start, end }: Range,
  boundary: string,
  delimiterEnd: DelimiterEnd,
): Generator<Delimiter & { start: number }> {
  const body = source.subarray(start, end)
  const needle = Buffer.from(`--${boundary}`)
  for (let at = body.indexOf(needle); at >= 0; at = body.indexOf(needle, at + 1)) {
    if (at > 0 && body[at - 1] !== LF) continue
    const line = delimiterEnd(body, at + needle.length)
    if (!line) continue
    yield { start: start + beforeBreak(body, at), end: start + line.end, isClose: line.isClose }
    at = Math.max(at, line.end - 2)
  }
}

/** Whether a line of a boundary is there. */
export function hasDelimiter(range: Range, boundary: string): boolean {
  return !delimiters(range, boundary, exactEnd).next().done
}

/** After the boundary only `--` and white space may stand, else it is the beginning of a longer one. */
function exactEnd(body: Buffer, start: number): Delimiter | undefined {
  const isClose = body[start] === DASH && body[start + 1] === DASH
  let at = isClose ? start + 2 : start
  while (body[at] === SPACE || body[at] === TAB || body[at] === CR) at++
  if (at < body.length && body[at] !== LF) return undefined
  return { end: Math.min(body.length, at + 1), isClose }
}

/** The end of a line that only begins with the boundary. */
function anyEnd(body: Buffer, start: number): Delimiter {
  const found = body.indexOf(LF, start)
  const end = found < 0 ? body.length : found + 1
  return { end, isClose: /--\s*$/.test(body.toString('latin1', Math.max(start, end - 8), end)) }
}

/** The line break before a delimiter belongs to it. */
function beforeBreak(body: Buffer, at: number): number {
  return at >= 2 && body[at - 2] === CR ? at - 2 : Math.max(0, at - 1)
}

/** The boundary of a multipart that does not say it, or says another: a line that a part's header follows. */
function guessedBoundary({ source, start, end }: Range): string | undefined {
  const beginning = source.toString('latin1', start, Math.min(end, start + GUESS_SAMPLE))
  let candidate: string | undefined
  for (const line of beginning.split(/\r?\n/)) {
    if (candidate !== undefined && /^content-/i.test(line)) return candidate
    if (candidate !== undefined && /^[!-9;-~]+:/.test(line)) continue
    candidate = /^--\S/.test(line) ? line.slice(2).trimEnd() : undefined
    if (candidate && candidate.length > LONGEST_BOUNDARY) candidate = undefined
  }
  return undefined
}
