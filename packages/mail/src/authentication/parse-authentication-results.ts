/** One property of a result (RFC 8601 §2.2): `header.from=a.example`. */
export type ResultProperty = { type: string; name: string; value: string }

/** What a server says that one method found. */
export type MethodResult = {
  method: string
  result: string
  reason: string | undefined
  properties: ResultProperty[]
}

/** The value of one Authentication-Results field. */
export type AuthenticationResults = { authservId: string; results: MethodResult[] }

/** What is longer is no result of a server. */
const LONGEST = 20_000 // characters

/**
 * Reads the value of an Authentication-Results field (RFC 8601 §2.2). What stands in comments says nothing.
 * @returns undefined when it is not one that this grammar allows: half a field proves nothing.
 */
export function parseAuthenticationResults(value: string): AuthenticationResults | undefined {
  const tokens = value.length > LONGEST ? undefined : tokensOf(value)
  if (!tokens) return undefined
  const [head = [], ...statements] = splitAt(tokens, ';')
  const [id, version] = head
  if (!id || id.kind === 'mark' || head.length > 2) return undefined
  if (version && !/^1$/.test(version.text)) return undefined // the only version there is (§2.2)
  const results: MethodResult[] = []
  for (const statement of statements) {
    if (statement.length === 0) continue // a semicolon at the end
    if (statement.length === 1 && statement[0]?.text.toLowerCase() === 'none') continue
    const result = resultOf(statement)
    if (!result) return undefined
    results.push(result)
  }
  return { authservId: id.text, results }
}

type Token = { kind: 'word' | 'quoted' | 'mark'; text: string }

const WORD = /[^\s()";=]+/y

/** Words, quoted strings and marks; undefined where a comment or a string does not end. */
function tokensOf(value: string): Token[] | undefined {
  const tokens: Token[] = []
  for (let at = 0; at < value.length;) {
    const character = value[at] ?? ''
    if (/\s/.test(character)) at++
    else if (character === '(') {
      const end = commentEnd(value, at)
      if (end === undefined) return undefined
      at = end
    } else if (character === '"') {
      const found = /"((?:[^"\\]|\\.)*)"/sy
      found.lastIndex = at
      const [all, inner = ''] = found.exec(value) ?? []
      if (!all) return undefined
      tokens.push({ kind: 'quoted', text: inner.replace(/\\(.)/gs, '$1') })
      at += all.length
    } else if (character === ';' || character === '=') {
      tokens.push({ kind: 'mark', text: character })
      at++
    } else {
      WORD.lastIndex = at
      const [text] = WORD.exec(value) ?? []
      if (!text) return undefined
      tokens.push({ kind: 'word', text })
      at += text.length
    }
  }
  return tokens
}

function commentEnd(value: string, start: number): number | undefined {
  let depth = 0
  for (let at = start; at < value.length; at++) {
    if (value[at] === '\\') at++
    else if (value[at] === '(') depth++
    else if (value[at] === ')' && --depth === 0) return at + 1
  }
  return undefined
}

function splitAt(tokens: readonly Token[], mark: string): Token[][] {
  const parts: Token[][] = [[]]
  for (const token of tokens) {
    if (token.kind === 'mark' && token.text === mark) parts.push([])
    else parts.at(-1)?.push(token)
  }
  return parts
}

/** `method[/version]=result [reason=…] [type.name=value …]` */
function resultOf(statement: readonly Token[]): MethodResult | undefined {
  const pairs = pairsOf(statement)
  const [first, ...rest] = pairs ?? []
  if (!first?.value.text || first.value.kind !== 'word') return undefined
  const found: MethodResult = {
    method: first.key.toLowerCase().replace(/\/\d+$/, ''),
    result: first.value.text.toLowerCase(),
    reason: undefined,
    properties: [],
  }
  for (const { key, value } of rest) {
    const dot = key.indexOf('.')
    if (key.toLowerCase() === 'reason') found.reason ??= value.text
    else if (dot > 0)
      found.properties.push({
        type: key.slice(0, dot).toLowerCase(),
        name: key.slice(dot + 1).toLowerCase(),
        value: value.text,
      })
    // servers add words of their own, such as `action=none`: they say nothing to us
  }
  return found
}

type Pair = { key: string; value: Token }

/**
 * `key = value`, again and again. A value may be empty, be put together of quoted and bare pieces
 * (`"a b"@example.org`), and hold equals signs of its own (an encoded address).
 */
function pairsOf(tokens: readonly Token[]): Pair[] | undefined {
  const pairs: Pair[] = []
  for (const [at, token] of tokens.entries()) {
    const last = pairs.at(-1)
    if (token.kind === 'word' && isEquals(tokens[at + 1]) && !isEquals(tokens[at - 1]))
      pairs.push({ key: token.text, value: { kind: 'word', text: '' } })
    else if (!last) return undefined
    else if (isEquals(token) && !(isEquals(tokens[at - 1]) || last.value.text)) continue
    else last.value = { kind: token.kind, text: last.value.text + token.text }
  }
  return pairs
}

function isEquals(token: Token | undefined): boolean {
  return token?.kind === 'mark' && token.text === '='
}
