/** One word of a command; a list in parentheses is a list of words. */
export type Word = string | Word[]

/** A command as a client sent it, literals in place. */
export type Command = { tag: string; name: string; words: Word[] }

/**
 * Takes a stream of bytes apart into commands (RFC 9051 §2.2.1); literals are asked for by `goOn`
 * unless the client does not wait for that (RFC 7888).
 */
export function commandReader(goOn: () => void): (chunk: Buffer) => Generator<Buffer> {
  let unread = Buffer.alloc(0)
  let command = Buffer.alloc(0)
  let literal = 0 // bytes of the literal that are still to come
  return function* read(chunk) {
    unread = Buffer.concat([unread, chunk])
    for (;;) {
      if (literal > unread.length) return
      const end = unread.indexOf('\r\n', literal)
      if (end < 0) return
      const line = unread.subarray(0, end)
      unread = unread.subarray(end + 2)
      const announced = /\{(\d+)(\+?)\}$/.exec(line.subarray(literal).toString('latin1'))
      command = Buffer.concat([command, line, Buffer.from(announced ? '\r\n' : '')])
      literal = Number(announced?.[1] ?? 0)
      if (announced) {
        if (announced[2] === '') goOn()
        continue
      }
      yield command
      command = Buffer.alloc(0)
    }
  }
}

/** The words of a command; strings keep their bytes as Latin-1. */
export function parseCommand(bytes: Buffer): Command {
  const text = bytes.toString('latin1')
  const stack: Word[][] = [[]]
  const add = (word: Word): void => void stack.at(-1)?.push(word)
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at, at + 30)
    const literal = /^\{(\d+)\+?\}\r\n/.exec(rest)
    if (literal) {
      const start = at + literal[0].length
      at = start + Number(literal[1])
      add(text.slice(start, at))
    } else if (text[at] === '"') {
      const quoted = /"((?:[^"\\]|\\.)*)"/y
      quoted.lastIndex = at
      const found = quoted.exec(text)
      add((found?.[1] ?? '').replaceAll(/\\(.)/g, '$1'))
      at += found?.[0].length ?? 1
    } else if (text[at] === '(') {
      stack.push([])
      at++
    } else if (text[at] === ')') {
      add(stack.pop() ?? [])
      at++
    } else if (text[at] === ' ') at++
    else {
      const atom = /[^ ()]+/y
      atom.lastIndex = at
      const found = atom.exec(text)?.[0] ?? ' '
      add(found)
      at += found.length
    }
  }
  const [tag = '*', name = '', ...words] = stack[0] ?? []
  return { tag: String(tag), name: String(name).toUpperCase(), words }
}

/** The UIDs of `known` that a set such as `1:3,7,9:*` names (RFC 9051 §9). */
export function uidsIn(set: string, known: readonly number[]): number[] {
  const last = known.at(-1) ?? 0
  const ends = set.split(',').map((run) => {
    const [from = 0, to = from] = run.split(':').map((end) => (end === '*' ? last : Number(end)))
    return [Math.min(from, to), Math.max(from, to)] as const
  })
  return known.filter((uid) => ends.some(([from, to]) => uid >= from && uid <= to))
}

/** A folder's name in modified UTF-7 (RFC 3501 §5.1.3). */
export function encodeName(name: string): string {
  return name.replaceAll(/&|[^\x20-\x7e]+/g, (run) => {
    if (run === '&') return '&-'
    const utf16 = Buffer.from(run, 'utf16le').swap16()
    return `&${utf16.toString('base64').replaceAll('=', '').replaceAll('/', ',')}-`
  })
}

export function decodeName(wire: string): string {
  return wire.replaceAll(/&([^-]*)-/g, (_, base64: string) =>
    base64 === ''
      ? '&'
      : Buffer.from(base64.replaceAll(',', '/'), 'base64').swap16().toString('utf16le'),
  )
}

export function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** An INTERNALDATE (RFC 9051 §9, date-time). */
export function internalDate(date: Date): string {
  const day = String(date.getUTCDate()).padStart(2, ' ')
  const time = date.toISOString().slice(11, 19)
  return `"${day}-${MONTHS[date.getUTCMonth()]}-${date.getUTCFullYear()} ${time} +0000"`
}
