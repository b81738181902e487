import type { Rule, RuleAction } from '../rule.ts'
import { quoted } from './sieve-text.ts'
import { sieveTest } from './sieve-test.ts'

/** What a script leaves out: a rule (`condition`, `trigger`, `afterStop`), or one action of it (`action`). */
export type SieveLeft = {
  ruleId: string
  reason: 'trigger' | 'condition' | 'action' | 'afterStop'
  evidence: string
}

/** A script, and what it leaves out. */
export type SieveExport = { script: string; left: readonly SieveLeft[] }

/** The name of a tag, undefined when there is none. */
export type TagNames = ReadonlyMap<string, string>

const FILING = ['fileinto', 'variables']
const FILE = 'if not string :is "${filed}" "" { fileinto "${filed}"; }'
/** Stands where a script stops, before it is known whether there is something to file first. */
const STOP = '\0'
const EXTENSIONS = ['copy', 'fileinto', 'imap4flags', 'regex', 'variables']

/**
 * The rules as a Sieve script (RFC 5228) for a mail server: a tag is a keyword of the message, spam goes to
 * Junk, what is archived to Archive, what is forwarded is kept too. What Sieve cannot say is left out, and so
 * is all that follows a rule that stops and is left out, since it would act on too much.
 */
export function toSieve(rules: readonly Rule[], tags: TagNames): SieveExport {
  const left: SieveLeft[] = []
  const blocks: Block[] = []
  let isAfterStop = false
  for (const rule of rules.toSorted((one, other) => one.order - other.order)) {
    if (!rule.enabled) continue
    const written = isAfterStop
      ? { left: [leftOut(rule, 'afterStop', rule.name)] }
      : writeRule(rule, tags)
    left.push(...written.left)
    if ('block' in written) blocks.push(written.block)
    else if (rule.stop) isAfterStop = true
  }
  const needs = EXTENSIONS.filter((name) => blocks.some((block) => block.needs.includes(name)))
  const require = needs.length === 0 ? [] : [`require [${needs.map(quoted).join(', ')}];`]
  const isFiling = needs.includes('fileinto')
  const texts = blocks.map(({ text }) =>
    text.replace(STOP, isFiling ? `${FILE}\n  stop;` : 'stop;'),
  )
  return { script: [...require, ...texts, ...(isFiling ? [FILE] : []), ''].join('\n\n'), left }
}

/** The keyword that a tag is on a mail server. */
export function keywordOf(name: string): string {
  return name.trim().replaceAll(/\s+/g, '_')
}

type Block = { text: string; needs: readonly string[] }
type Written = { left: readonly SieveLeft[] } | { left: readonly SieveLeft[]; block: Block }

function writeRule(rule: Rule, tags: TagNames): Written {
  if (rule.trigger.type !== 'messageArrives' || rule.trigger.messages !== 'any')
    return { left: [leftOut(rule, 'trigger', rule.trigger.type)] }
  const test = sieveTest(rule.conditions)
  if ('cannot' in test) return { left: [leftOut(rule, 'condition', test.cannot)] }
  const written = rule.actions.map((action) => ({ action, block: writeAction(action, tags) }))
  const left = written.flatMap(({ action, block }) =>
    block ? [] : [leftOut(rule, 'action', action.type)],
  )
  const blocks = written.flatMap(({ block }) => block ?? [])
  if (blocks.length === 0 && !rule.stop) return { left }
  const lines = [...blocks.map(({ text }) => text), ...(rule.stop ? [STOP] : [])]
  const body = lines.map((line) => `  ${line}`).join('\n')
  return {
    left,
    block: {
      text: `# ${onOneLine(rule.name)}\nif ${test.test} {\n${body}\n}`,
      needs: [...test.needs, ...blocks.flatMap(({ needs }) => needs)],
    },
  }
}

function writeAction(action: RuleAction, tags: TagNames): Block | null {
  if (action.type === 'addTag')
    return writeTag('name' in action ? action.name : tags.get(action.tagId))
  if (action.type === 'markSpam') return fileOnce('Junk')
  if (action.type === 'setStatus' && action.status === 'archived') return fileOnce('Archive')
  if (action.type !== 'forward' || action.to.includes('${')) return null
  return { text: `redirect :copy ${quoted(action.to)};`, needs: ['copy'] }
}

/** A keyword is an atom (RFC 9051 §9); a tag with captures has no name before it is used. */
function writeTag(name: string | undefined): Block | null {
  const keyword = keywordOf(name ?? '')
  if (!/^[\p{L}\p{N}_.-]+$/u.test(keyword) || /[^\p{ASCII}]/u.test(keyword)) return null
  return { text: `addflag ${quoted(keyword)};`, needs: ['imap4flags'] }
}

/** Chooses a folder as the first rule wants it; the message goes there at the end, with all its keywords. */
function fileOnce(folder: string): Block {
  return {
    text: `if string :is "\${filed}" "" { set "filed" ${quoted(folder)}; }`,
    needs: FILING,
  }
}

function onOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim()
}

function leftOut(rule: Rule, reason: SieveLeft['reason'], evidence: string): SieveLeft {
  return { ruleId: rule.id, reason, evidence }
}
