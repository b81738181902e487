/** An escape that stands for more than the character behind it, with what belongs to it. */
const WIDE_ESCAPE = /\\(?:[pPx]\{[^}]*\}|p.|P.|x[0-9a-f]{2}|[0-7]{1,3}|.)/isuy
const GROUP_OR_CLASS = /[([]/
/** Sets flags; what repeats behind it repeats what is before it. */
const FLAGS = /\(\?[a-z-]*\)/iy
const REPETITION = /(?:[*?]|\{\d*,?\d*\})\??/y

/**
 * A piece of text, in lower case, without which a pattern of RE2 cannot be found: the longest run of ASCII
 * characters outside of its groups and classes. '' when there is none, or it takes more to tell.
 */
export function requiredLiteral(source: string): string {
  let best = ''
  let run = ''
  const end = (): void => {
    if (run.length > best.length) best = run
    run = ''
  }
  for (let at = 0; at < source.length;) {
    const char = source.charAt(at)
    FLAGS.lastIndex = at
    if (char === '|' || source.startsWith('\\Q', at) || (at > 0 && FLAGS.test(source))) return ''
    REPETITION.lastIndex = at
    const [repetition] = REPETITION.exec(source) ?? []
    if (repetition !== undefined) {
      run = run.slice(0, -1) // there may be none of it
      end()
      at += repetition.length
    } else if (char === '+') {
      end()
      at++
    } else if (GROUP_OR_CLASS.test(char)) {
      end()
      at = closing(source, at)
    } else if (char === '\\') {
      WIDE_ESCAPE.lastIndex = at
      const [escape = char] = WIDE_ESCAPE.exec(source) ?? []
      const isLiteral = /^\\[!-/:-@[-`{-~]$/.test(escape)
      if (isLiteral) run += escape.slice(1)
      else end()
      at += escape.length
    } else {
      if (/[ -~]/.test(char) && !/[.^$]/.test(char)) run += char.toLowerCase()
      else end()
      at++
    }
  }
  end()
  return best
}

/** Where a group or a class is over; the end of the source when nothing closes it. */
function closing(source: string, start: number): number {
  let depth = 0
  let isInClass = false
  for (let at = start; at < source.length; at++) {
    const char = source.charAt(at)
    if (char === '\\') at++
    else if (isInClass) {
      const isFirst = source.charAt(at - 1) === '[' || source.slice(at - 2, at) === '[^'
      if (char === ']' && !isFirst) isInClass = false
    } else if (char === '[') isInClass = true
    else if (char === '(') depth++
    else if (char === ')') depth--
    if (depth === 0 && !isInClass) return at + 1
  }
  return source.length
}
