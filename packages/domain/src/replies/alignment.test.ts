import { describe, expect, it } from 'vitest'
import type { DomainFacts } from '../mailboxes/domain-notes.ts'
import { judgeAlignment } from './alignment.ts'

const good: DomainFacts = {
  domain: 'ville.example',
  texts: ['v=spf1 mx a:smtp.ville.example -all'],
  dkim: [{ selector: 's1', bits: 2048 }],
  dmarc: ['v=DMARC1; p=quarantine'],
}
const judged = (facts: Partial<DomainFacts>, server = 'smtp.ville.example') =>
  judgeAlignment({ ...good, ...facts }, server)
const codes = (facts: Partial<DomainFacts>, server?: string) => {
  const { verdict, problems } = judged(facts, server)
  return [verdict, ...problems.map(({ code }) => code)]
}

describe('whether mail will be believed', () => {
  it.each<[string, Partial<DomainFacts>, string[]]>([
    ['with SPF, DKIM and DMARC', {}, ['aligned']],
    ['with SPF alone', { dkim: [] }, ['aligned', 'dkimNotFound']],
    ['with DKIM alone', { texts: [] }, ['aligned', 'spfMissing']],
    ['without a policy', { dmarc: [] }, ['atRisk', 'dmarcMissing']],
    [
      'with two policies',
      { dmarc: ['v=DMARC1; p=none', 'v=DMARC1; p=none'] },
      ['atRisk', 'dmarcBroken'],
    ],
    [
      'with neither, where the policy refuses',
      { texts: [], dkim: [] },
      ['atRisk', 'willBeRefused', 'spfMissing', 'dkimNotFound'],
    ],
    [
      'with neither, where the policy only observes',
      { texts: [], dkim: [], dmarc: ['v=DMARC1; p=none'] },
      ['atRisk', 'spfMissing', 'dkimNotFound'],
    ],
    [
      'with two SPF records',
      { texts: ['v=spf1 mx -all', 'v=spf1 a -all'], dkim: [] },
      ['atRisk', 'willBeRefused', 'spfSeveral', 'dkimNotFound'],
    ],
    ['with an SPF that lets everybody', { texts: ['v=spf1 +all'] }, ['atRisk', 'spfForAll']],
    ['with a DNS that does not answer', { texts: null }, ['unknown']],
    ['with keys that nobody could ask for', { dkim: null }, ['aligned']],
  ])('%s', (_, facts, expected) => {
    expect(codes(facts)).toEqual(expected)
  })

  it('says which record to publish', () => {
    expect(judged({ texts: [] }).problems[0]?.record).toEqual({
      name: 'ville.example',
      value: 'v=spf1 mx a:smtp.ville.example ~all',
    })
    expect(
      judged({ texts: ['v=spf1 ip4:192.0.2.1 -all'] }, 'smtp.office365.com').problems[0],
    ).toEqual({
      code: 'spfLacksServer',
      record: {
        name: 'ville.example',
        value: 'v=spf1 ip4:192.0.2.1 include:spf.protection.outlook.com -all',
      },
    })
    expect(judged({ dmarc: [] }).problems[0]?.record).toEqual({
      name: '_dmarc.ville.example',
      value: 'v=DMARC1; p=none; rua=mailto:postmaster@ville.example',
    })
  })

  it('knows the records of large providers', () => {
    const texts = ['v=spf1 include:_spf.google.com ~all']
    expect(codes({ texts }, 'smtp.gmail.com')).toEqual(['aligned'])
    expect(codes({ texts }, 'notgmail.com')).toEqual(['aligned'])
    expect(codes({ texts, dkim: [] }, 'ssl0.ovh.net')[0]).toBe('atRisk')
  })
})
