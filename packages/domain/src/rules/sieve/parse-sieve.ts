import { type SieveToken, sieveFault, sieveTokens } from './sieve-tokens.ts'

/** What stands behind the name of a command or a test: a tag, a number, or one or more strings. */
export type SieveArgument =
  | { type: 'tag'; tag: string }
  | { type: 'number'; number: number }
  | { type: 'strings'; strings: readonly string[] }

/** A test (RFC 5228 §8.2). */
export type SieveTestNode = {
  name: string
  arguments: readonly SieveArgument[]
  tests: readonly SieveTestNode[]
  line: number
}

/** A command; `block` null: it has none. `comment`: the line of comment just before it. */
export type SieveCommand = SieveTestNode & {
  block: readonly SieveCommand[] | null
  comment: string | null
}

const DEEPEST = 32

/**
 * The commands of a script.
 * @throws {DomainError} `invalid`, with the line, where it is none.
 */
export function parseSieve(script: string): readonly SieveCommand[] {
  const place: Place = { tokens: sieveTokens(script), at: 0 }
  const commands = commandsAt(place, 0)
  const rest = place.tokens[place.at]
  if (rest) throw sieveFault(rest.line, `"${rest.text}" closes nothing`)
  return commands
}

type Place = { tokens: readonly SieveToken[]; at: number }

function commandsAt(place: Place, depth: number): SieveCommand[] {
  const commands: SieveCommand[] = []
  let comment: string | null = null
  for (;;) {
    const token = place.tokens[place.at]
    if (!token || (token.type === 'punctuation' && token.text === '}')) return commands
    if (token.type === 'comment') {
      comment = token.text
      place.at++
      continue
    }
    commands.push(commandAt(place, comment, depth))
    comment = null
  }
}

function commandAt(place: Place, comment: string | null, depth: number): SieveCommand {
  const node = nodeAt(place, depth)
  if (takes(place, ';')) return { ...node, block: null, comment }
  if (!takes(place, '{')) throw wrong(place, `"${node.name}" ends with ";" or a block`)
  const block = commandsAt(place, depth + 1)
  if (!takes(place, '}')) throw wrong(place, 'a block is not closed')
  return { ...node, block, comment }
}

function nodeAt(place: Place, depth: number): SieveTestNode {
  if (depth > DEEPEST) throw wrong(place, 'there is too much within each other')
  const token = next(place)
  if (token?.type !== 'identifier') throw wrong(place, 'a command or a test is expected')
  place.at++
  return {
    name: token.text,
    arguments: argumentsAt(place),
    tests: testsAt(place, depth + 1),
    line: token.line,
  }
}

function argumentsAt(place: Place): SieveArgument[] {
  const found: SieveArgument[] = []
  for (;;) {
    const token = next(place)
    if (token?.type === 'tag') found.push({ type: 'tag', tag: token.text })
    else if (token?.type === 'number') found.push({ type: 'number', number: token.number })
    else if (token?.type === 'string') found.push({ type: 'strings', strings: [token.text] })
    else if (takes(place, '[')) {
      found.push({ type: 'strings', strings: stringsAt(place) })
      continue
    } else return found
    place.at++
  }
}

function stringsAt(place: Place): string[] {
  const strings: string[] = []
  do {
    const token = next(place)
    if (token?.type !== 'string') throw wrong(place, 'a list holds strings')
    strings.push(token.text)
    place.at++
  } while (takes(place, ','))
  if (!takes(place, ']')) throw wrong(place, 'a list of strings is not closed')
  return strings
}

function testsAt(place: Place, depth: number): SieveTestNode[] {
  if (next(place)?.type === 'identifier') return [nodeAt(place, depth)]
  if (!takes(place, '(')) return []
  const tests: SieveTestNode[] = []
  do tests.push(nodeAt(place, depth))
  while (takes(place, ','))
  if (!takes(place, ')')) throw wrong(place, 'a list of tests is not closed')
  return tests
}

/** The next word that is no comment. */
function next(place: Place): SieveToken | undefined {
  while (place.tokens[place.at]?.type === 'comment') place.at++
  return place.tokens[place.at]
}

function takes(place: Place, punctuation: string): boolean {
  const token = next(place)
  const isTaken = token?.type === 'punctuation' && token.text === punctuation
  if (isTaken) place.at++
  return isTaken
}

function wrong(place: Place, why: string) {
  return sieveFault((place.tokens[place.at] ?? place.tokens.at(-1))?.line ?? 1, why)
}
