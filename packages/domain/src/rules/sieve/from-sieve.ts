import type { RuleAction, RuleCondition } from '../rule.ts'
import { CannotRead, type SieveUnread } from './cannot-read.ts'
import { parseSieve, type SieveCommand, type SieveTestNode } from './parse-sieve.ts'
import { readTest } from './read-test.ts'

export type { SieveUnread }

/** A rule that a script says; `line`: where. Of mail that arrives, as all of Sieve is. */
export type SieveRule = {
  name: string
  line: number
  conditions: RuleCondition
  actions: readonly RuleAction[]
  stop: boolean
}

/** The rules of a script, and what of it is left out because no rule can say it. */
export type SieveImport = { rules: readonly SieveRule[]; left: readonly SieveUnread[] }

const KNOWN = ['copy', 'fileinto', 'imap4flags', 'regex', 'variables']
const LONGEST_NAME = 120 // characters

/**
 * The rules that a Sieve script says (RFC 5228): a keyword is a tag, Junk is spam, Archive is archived. A rule is
 * read whole or left out whole, and so is all that follows one that stops and is left out, since it would act on
 * too much.
 * @throws {DomainError} `invalid`, with the line, where it is no script.
 */
export function fromSieve(script: string): SieveImport {
  const rules: SieveRule[] = []
  const left: SieveUnread[] = []
  let isAfterStop = false
  for (const chain of chainsOf(parseSieve(script))) {
    const [{ command }] = chain
    if (command.name === 'require') left.push(...unknownExtensions(command))
    else if (isAfterStop)
      left.push({ line: command.line, reason: 'afterStop', evidence: nameOf(command) })
    else
      try {
        rules.push(...readChain(chain))
      } catch (error) {
        if (!(error instanceof CannotRead)) throw error
        left.push(error.unread)
        isAfterStop = chain.some(({ command: each }) => stops(each))
      }
  }
  return { rules: rules.filter(({ actions, stop }) => actions.length > 0 || stop), left }
}

/** Commands that belong together: `if` with its `elsif` and `else`. `test` null: it acts on everything that is left. */
type Link = { command: SieveCommand; test: SieveTestNode | null }
type Chain = [Link, ...Link[]]

function chainsOf(commands: readonly SieveCommand[]): Chain[] {
  const chains: Chain[] = []
  for (const command of commands) {
    const link = { command, test: command.tests[0] ?? null }
    const isNext = command.name === 'elsif' || command.name === 'else'
    const chain = isNext ? chains.at(-1) : undefined
    if (chain?.[0].command.name === 'if') chain.push(link)
    else chains.push([link])
  }
  return chains
}

function unknownExtensions({ arguments: given, line }: SieveCommand): SieveUnread[] {
  return given
    .flatMap((each) => (each.type === 'strings' ? each.strings : []))
    .filter((name) => !KNOWN.includes(name) && !name.startsWith('comparator-'))
    .map((evidence) => ({ line, reason: 'extension', evidence }))
}

function readChain(chain: Chain): SieveRule[] {
  const [{ command: first }] = chain
  if (isFilingAtEnd(first)) return []
  if (first.name !== 'if') return [ruleOf(first, { all: [] }, [first])]
  const earlier: RuleCondition[] = []
  return chain.map(({ command, test }) => {
    if (!command.block || (test === null) !== (command.name === 'else'))
      throw new CannotRead(command, 'control', command.name)
    const own = test ? readTest(test) : null
    const conditions = own === null ? { none: [...earlier] } : onlyAfter(earlier, own)
    if (own) earlier.push(own)
    return ruleOf(command, conditions, command.block)
  })
}

function onlyAfter(earlier: readonly RuleCondition[], condition: RuleCondition): RuleCondition {
  return earlier.length === 0 ? condition : { all: [{ none: [...earlier] }, condition] }
}

function ruleOf(
  command: SieveCommand,
  conditions: RuleCondition,
  commands: readonly SieveCommand[],
): SieveRule {
  const last = commands.findIndex(({ name }) => name === 'stop')
  const done = last === -1 ? commands : commands.slice(0, last)
  return {
    name: nameOf(command),
    line: command.line,
    conditions,
    actions: done.flatMap(readAction),
    stop: last !== -1,
  }
}

function nameOf({ comment, line }: SieveCommand): string {
  return comment?.slice(0, LONGEST_NAME) || `Sieve, ${line}`
}

function readAction(command: SieveCommand): RuleAction[] {
  const lists = command.arguments.flatMap((each) => (each.type === 'strings' ? [each.strings] : []))
  const texts = lists.length === 1 ? lists.flat() : [] // a second one would be of a variable
  if (command.name === 'keep' || isFilingAtEnd(command)) return []
  if (command.name === 'addflag' && texts.length > 0 && texts.every(isKeyword))
    return texts.map((name) => ({ type: 'addTag', name }))
  if (command.name === 'redirect' && hasTag(command, 'copy') && texts[0])
    return [{ type: 'forward', to: texts[0] }]
  const folder = command.name === 'fileinto' ? texts[0] : chosenFolder(command)
  const filed = FOLDERS.get(folder?.toLowerCase() ?? '')
  if (filed) return [filed]
  const isControl = command.name === 'if' || command.name === 'set'
  const evidence = folder === undefined ? command.name : `${command.name} "${folder}"`
  throw new CannotRead(command, isControl ? 'control' : 'action', evidence)
}

const FOLDERS: ReadonlyMap<string, RuleAction> = new Map<string, RuleAction>([
  ['junk', { type: 'markSpam' }],
  ['spam', { type: 'markSpam' }],
  ['archive', { type: 'setStatus', status: 'archived' }],
  ['archives', { type: 'setStatus', status: 'archived' }],
])

/** A keyword; what starts with a backslash is a flag of the server's own (RFC 9051 §2.3.2), and ${…} a variable. */
function isKeyword(text: string): boolean {
  return text !== '' && !text.startsWith('\\') && !text.includes('${')
}

function hasTag({ arguments: given }: SieveTestNode, tag: string): boolean {
  return given.some((each) => each.type === 'tag' && each.tag === tag)
}

/** The folder that our own scripts choose where none is chosen yet: `if string :is "${filed}" "" { set "filed" … }`. */
function chosenFolder({ name, tests: [test], block }: SieveCommand): string | undefined {
  const [set, ...others] = block ?? []
  if (name !== 'if' || !test || !isNothingFiled(test) || set?.name !== 'set' || others.length > 0)
    return undefined
  const [variable, folder] = set.arguments.flatMap((each) =>
    each.type === 'strings' ? each.strings : [],
  )
  return variable === 'filed' ? folder : undefined
}

/** What our own scripts do once at the end: `if not string :is "${filed}" "" { fileinto "${filed}"; }`. */
function isFilingAtEnd({ name, tests: [test], block }: SieveCommand): boolean {
  const [file, ...others] = block ?? []
  return (
    name === 'if' &&
    test?.name === 'not' &&
    isNothingFiled(test.tests[0]) &&
    file?.name === 'fileinto' &&
    others.length === 0 &&
    JSON.stringify(file.arguments) === '[{"type":"strings","strings":["${filed}"]}]'
  )
}

function isNothingFiled(test: SieveTestNode | undefined): boolean {
  return (
    test?.name === 'string' &&
    JSON.stringify(test.arguments) ===
      '[{"type":"tag","tag":"is"},{"type":"strings","strings":["${filed}"]},{"type":"strings","strings":[""]}]'
  )
}

function stops({ name, block }: SieveCommand): boolean {
  return name === 'stop' || (block ?? []).some(stops)
}
