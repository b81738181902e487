import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { asksForNothing, type Automatic } from '@levee/domain'
import { describe, expect, it } from 'vitest'
import { CORPORA, corpusFiles } from '../testing/oracles/corpora.ts'
import { readMessage } from './read-message.ts'

type Seen = { file: string; kind: Automatic | 'unreadable'; headers: string }

function read(corpus: string, pattern: RegExp): Seen[] {
  return corpusFiles(corpus, pattern).map((file) => {
    const result = readMessage(readFileSync(join(CORPORA, corpus, file)))
    if (!result.ok) return { file, kind: 'unreadable', headers: '' }
    const headers = result.message.headers.map(({ name }) => name).join('\n')
    return { file, kind: result.message.automatic, headers }
  })
}

/** Not from machines, whatever folder they are in. */
const HUMAN = new Map([
  ['lhost-sendmail-14.eml', 'a person who passes a bounce on'],
  ['spam-with-image.msg', 'advertising'],
  ['spam-bogus-email-in-report.msg', 'advertising'],
])

const automaticMail = [
  ...read('bounce-sisimai', /^(?:bsd|dos|mac|tmp|err)\/.*\.eml$/),
  ...read('bounce-flufl', /\.txt$/),
  ...read('bounce-bounceparser', /\.msg$/),
].filter(({ file }) => !HUMAN.has(basename(file)))

/** Marks by which a machine, or who sends to many, says so. */
const MARKED =
  /^(?:list-.*|precedence|mailing-list|x-mailing-list|x-beenthere|x-loop|auto-submitted|x-autoreply|feedback-id|x-csa-complaints|x-campaign.*)$/im

/** Mail of people; what went through a list or was sent to many is neither theirs alone nor a machine’s. */
const humanMail = [
  ...read('helpdesk-redmine', /\.eml$/),
  ...read('helpdesk-chatwoot', /\.eml$/).filter(({ file }) => !/auto_reply|bounced/.test(file)),
  ...read('real-spamassassin-public', /^(?:easy|hard)-ham.*\.eml$/),
  ...read('bounce-sisimai', /^not\/.*\.eml$/),
].filter(({ headers }) => !MARKED.test(headers))

/** The names of those that are wrong, when they are more than may be. */
function tooMany(names: string[], most: number): string[] {
  return names.length > most ? names : []
}

const missing = automaticMail.length > 0 ? '' : ' (skipped: there are no corpora)'

describe.skipIf(missing !== '')(`automatic mail of the corpora${missing}`, () => {
  it('is recognised, 98 of 100', () => {
    const missed = automaticMail.filter(({ kind }) => kind === 'no' || kind === 'unreadable')
    const names = missed.map(({ file }) => file)
    expect(tooMany(names, 0.02 * automaticMail.length)).toEqual([])
  })

  it('is mostly known as what did not arrive', () => {
    const bounces = automaticMail.filter(({ kind }) => kind === 'bounce')
    expect(bounces.length / automaticMail.length).toBeGreaterThan(0.9)
  })

  it('is told from what people write, 99 of 100', () => {
    const wrong = humanMail.filter(({ kind }) => kind !== 'no')
    const names = wrong.map(({ file, kind }) => `${file}: ${kind}`)
    expect(tooMany(names, 0.01 * humanMail.length)).toEqual([])
  })

  it('is recognised by each mark that a standard or a vendor knows', () => {
    const path = join(CORPORA, 'auto-mail/expected.json')
    const expected: Record<string, { auto: boolean }> = JSON.parse(readFileSync(path, 'utf8'))
    const seen = new Map(read('auto-mail', /\.eml$/).map(({ file, kind }) => [file, kind]))
    const wrong = Object.entries(expected)
      .filter(([file, { auto }]) => (seen.get(file) !== 'no') !== auto)
      .map(([file]) => `${file}: ${seen.get(file)}`)
    expect(wrong).toEqual([])
  })

  it('does not start the clock again, but for what did not arrive and what people write on lists', () => {
    const asking = new Set(
      automaticMail
        .map(({ kind }) => kind)
        .filter((kind) => kind === 'unreadable' || !asksForNothing(kind)),
    )
    expect([...asking].toSorted()).toEqual(['bounce', 'list'])
  })
})

describe.skipIf(missing !== '')(`the addresses of bounces of the corpora${missing}`, () => {
  it('are found where the mail names them', () => {
    const path = join(CORPORA, 'bounce-flufl/expected.json')
    const expected: Record<string, { failed: string[] }> = JSON.parse(readFileSync(path, 'utf8'))
    const cases = Object.entries(expected).flatMap(([file, { failed }]) => {
      const result = readMessage(readFileSync(join(CORPORA, 'bounce-flufl', file)))
      if (!result.ok || result.message.automatic !== 'bounce' || failed.length === 0) return []
      const found = result.message.report?.failed.map(({ address }) => address.toLowerCase()) ?? []
      return [{ file, isFound: failed.every((address) => found.includes(address.toLowerCase())) }]
    })
    const wrong = cases.filter(({ isFound }) => !isFound).map(({ file }) => file)
    expect(tooMany(wrong, 0.15 * cases.length)).toEqual([])
  })
})
