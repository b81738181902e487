import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { array, constantFrom, oneof, type Arbitrary, record, sample, string } from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evaluateRules, prepareRules } from '../evaluate.ts'
import type { Rule, RuleCondition, RuleField, RuleOperator } from '../rule.ts'
import type { RuleFacts } from '../rule-facts.ts'
import { aRule, CLOCK, compileRegExp, NOW, someFacts } from '../testing/rule-samples.ts'
import { type SieveExport, toSieve } from './to-sieve.ts'

const USER = String(process.getuid?.() || 65_534)
const SIEVE_TEST = '/usr/bin/sieve-test'
const missing = existsSync(SIEVE_TEST) ? '' : ' (skipped: dovecot-sieve is not installed)'

describe('a Sieve script', () => {
  it('leaves out what Sieve cannot say, and says so', () => {
    const { left } = script(
      { conditions: { field: 'tag', operator: 'is', value: 'x' } },
      { trigger: { type: 'messageArrives', messages: 'reply' } },
      {
        actions: [
          { type: 'addTag', tagId: 'g1' },
          { type: 'addTag', tagId: 'g2' },
          { type: 'addNote', text: 'x' },
        ],
      },
      { conditions: { field: 'body', operator: 'contains', value: 'x' }, stop: true },
      {},
    )
    expect(left.map(({ ruleId, reason, evidence }) => `${ruleId} ${reason} ${evidence}`)).toEqual([
      'r0 condition tag is',
      'r1 trigger messageArrives',
      'r2 action addTag',
      'r2 action addNote',
      'r3 condition body contains',
      'r4 afterStop r4',
    ])
  })

  it('holds no text of a rule but within its strings', () => {
    const value = String.raw`x"; discard; # \ ${'${filed}'}`
    const written = script({
      name: 'Evil\r\ndiscard;',
      conditions: { field: 'subject', operator: 'contains', value },
      actions: [{ type: 'forward', to: '"; discard; "@example.org' }],
    })
    expect(written.script.replaceAll(/"(?:\\.|[^"\\])*"/g, '""')).not.toMatch(/^\s*discard/m)
  })
})

describe.skipIf(missing !== '')(`what Dovecot does with a script${missing}`, () => {
  let directory = ''
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'levee-sieve-'))
    chmodSync(directory, 0o777) // Dovecot gives up root
  })
  afterAll(() => rmSync(directory, { recursive: true }))

  it('is what the rules decide, accents and ligatures included', () => {
    const rules = sample(someCondition, { numRuns: 40, seed: 7 }).map((conditions, order) =>
      aRule({
        id: `r${order}`,
        order,
        conditions,
        actions: [{ type: 'addTag', name: `r${order}` }],
      }),
    )
    const { script, left } = toSieve(rules, new Map())
    expect(left).toEqual([])
    for (const mail of sample(someMail, { numRuns: 12, seed: 7 }))
      expect(keywords(perform(directory, script, sourceOf(mail)))).toEqual(decided(rules, mail))
  })

  it('is to file once, with every keyword, and to stop', () => {
    const rules = [
      aRule({ id: 'a', order: 1, actions: [{ type: 'markSpam' }] }),
      aRule({
        id: 'b',
        order: 2,
        actions: [
          { type: 'setStatus', status: 'archived' },
          { type: 'addTag', name: 'b' },
        ],
        stop: true,
      }),
      aRule({ id: 'c', order: 3, actions: [{ type: 'addTag', name: 'c' }] }),
    ]
    const done = perform(directory, toSieve(rules, new Map()).script, sourceOf(aMail))
    expect(done).toContain('store message in folder: Junk')
    expect(done).not.toContain('Archive')
    expect(keywords(done)).toEqual(['b'])
  })
})

type Mail = { name: string; address: string; to: string; subject: string; topic: string }

const aMail: Mail = {
  name: '',
  address: 'ada@example.org',
  to: 'x@example.com',
  subject: 'Dépôt',
  topic: 'x',
}
const PIECES = ['é', 'E', 'Œ', 'oe', 'ﬁ', 'fi', 'f', 'ß', 'SS', 'Σ', 'x', ' ', '.', '+']
const word = oneof(
  string({ unit: constantFrom(...PIECES), minLength: 1, maxLength: 3 }),
  constantFrom('permis', 'PERMIS', 'Dépôt', 'ada', 'example.org'),
)
const full = word.filter((text) => text.trim() !== '')
const someMail: Arbitrary<Mail> = record({
  name: oneof(constantFrom(''), full),
  address: constantFrom('ada@example.org', 'Ada.L@Example.com'),
  to: constantFrom('x@example.com', 'courrier@example.org'),
  subject: array(full, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
  topic: full,
})
const someComparison: Arbitrary<RuleCondition> = record({
  field: constantFrom<RuleField>('from', 'from.domain', 'recipient', 'subject', 'header.X-Topic'),
  operator: constantFrom<RuleOperator>(
    'is',
    'isNot',
    'contains',
    'notContains',
    'startsWith',
    'endsWith',
    'isEmpty',
  ),
  value: oneof(full, array(full, { minLength: 1, maxLength: 2 })),
})
const someCondition: Arbitrary<RuleCondition> = oneof(
  someComparison,
  array(someComparison, { maxLength: 2 }).map((any) => ({ any })),
  array(someComparison, { maxLength: 2 }).map((none) => ({ none })),
)

function script(...rules: Partial<Rule>[]): SieveExport {
  return toSieve(
    rules.map((rule, order) => aRule({ id: `r${order}`, order, ...rule })),
    new Map([
      ['g1', 'À classer'],
      ['g2', 'Permis de construire'],
    ]),
  )
}

function perform(directory: string, script: string, source: string): string {
  const [scriptPath, mailPath] = [join(directory, 'rules.sieve'), join(directory, 'mail.eml')]
  writeFileSync(scriptPath, script)
  writeFileSync(mailPath, source)
  const settings = {
    mail_uid: USER,
    mail_gid: USER,
    mail_home: directory,
    mail_location: `maildir:${directory}`,
  }
  const given = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])
  return execFileSync(SIEVE_TEST, [...given, scriptPath, mailPath], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

function keywords(performed: string): string[] {
  const flags = [...performed.matchAll(/add IMAP flags: (.*)/g)].flatMap(([, list = '']) =>
    list.split(/\s+/),
  )
  return flags.filter((flag) => flag !== '').toSorted()
}

function decided(rules: readonly Rule[], mail: Mail): string[] {
  const { effects } = evaluateRules(prepareRules(rules, compileRegExp), factsOf(mail), {
    now: NOW,
    clock: CLOCK,
    detail: 'outcomes',
  })
  return effects.map(({ ruleId }) => ruleId).toSorted()
}

function factsOf({ name, address, to, subject, topic }: Mail): RuleFacts {
  return someFacts({
    message: {
      from: { name, address },
      to: [{ name: '', address: to }],
      subject,
      headers: [{ name: 'X-Topic', value: topic }],
    },
  })
}

function sourceOf({ name, address, to, subject, topic }: Mail): string {
  const from = name === '' ? address : `${encoded(name)} <${address}>`
  return `From: ${from}\nTo: ${to}\nSubject: ${encoded(subject)}\nX-Topic: ${encoded(topic)}\n\nText\n`
}

function encoded(text: string): string {
  return `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`
}
