import {
  type Authentication,
  type DmarcPolicy,
  type JudgedMessage,
  judgeTrust,
  type KnownPeople,
  NO_SIGNS,
  NOT_AUTHENTICATED,
} from '@levee/domain'
import { domainToASCII } from 'node:url'
import { describe, expect, it } from 'vitest'
import { nameTools } from '../domains/name-tools.ts'

const GALAND = {
  address: 'compta@galand-tp.example',
  name: 'Galand TP – Comptabilité',
  messages: 41,
  firstAt: new Date('2021-03-01'),
}
const KNOWN: KnownPeople = {
  ownDomains: ['port-leveque.example'],
  ownAddresses: ['courrier@port-leveque.example', 'alice@port-leveque.example'],
  staffNames: ['Alice Martin', 'Karim Benali'],
  messagesBefore: 0,
  isEstablished: false,
  similar: [],
}
const PASSED = { ...NOT_AUTHENTICATED, spf: 'pass', dkim: 'pass', dmarc: 'pass' }

function judge(
  from: string,
  more: Partial<JudgedMessage> & { name?: string } = {},
  known: Partial<KnownPeople> = {},
) {
  const { name = '', ...rest } = more
  const message: JudgedMessage = {
    from: { name, address: from },
    replyTo: [],
    attachmentNames: [],
    isList: false,
    isHint: false,
    signs: NO_SIGNS,
    authentication: NOT_AUTHENTICATED,
    ...rest,
  }
  const { level, reasons } = judgeTrust(message, { ...KNOWN, ...known }, nameTools)
  return { level, reasons, codes: reasons.map(({ code }) => code) }
}

const BEFORE = { messagesBefore: 3, isEstablished: true }

const level = (authentication: Partial<Authentication>, flaws: 'severalAuthors'[] = []) =>
  judge(
    'a@b.example',
    { authentication: { ...PASSED, ...authentication }, signs: { ...NO_SIGNS, flaws } },
    BEFORE,
  ).level
const failed = (policy: DmarcPolicy | null) =>
  level({ spf: null, dkim: null, dmarc: 'fail', policy })

describe('the level of a sender', () => {
  it('is first for whom nobody knows, verified or not', () => {
    expect(judge('a@b.example').level).toBe('first')
    expect(judge('a@b.example', { authentication: PASSED }).level).toBe('first')
  })

  it('is verified only when DMARC passed for the one author that is shown', () => {
    expect(level({})).toBe('verified')
    expect(level({ author: 'B.example' })).toBe('verified')
    expect(level({ author: 'evil.example' })).toBe('unknown')
    expect(level({}, ['severalAuthors'])).toBe('unknown')
    expect(level({ dmarc: 'none' })).toBe('unknown')
    expect(level({ dmarc: 'bestguesspass' })).toBe('unknown')
    expect(level({ dmarc: null })).toBe('unknown')
  })

  it('is danger when the domain asks to refuse what it did not send', () => {
    expect([failed('reject'), failed('quarantine')]).toEqual(['danger', 'danger'])
    expect([failed('none'), failed(null)]).toEqual(['unknown', 'unknown'])
  })

  it('is no danger when the DNS cannot be reached', () => {
    const authentication = {
      ...NOT_AUTHENTICATED,
      spf: 'temperror',
      dkim: 'temperror',
      dmarc: 'temperror',
    }
    expect(judge('a@b.example', { authentication }, BEFORE).level).toBe('unknown')
  })

  it('is danger with two strong reasons, and not with one', () => {
    const signs = {
      ...NO_SIGNS,
      deceptiveLinks: [{ shown: 'galand-tp.example', target: 'portail.example/login' }],
    }
    const one = judge('compta@b.example', { signs })
    expect([one.level, one.codes]).toEqual(['first', ['linkElsewhere', 'firstMessage']])
    const two = judge(
      'compta@ga1and-tp.example',
      { name: GALAND.name, signs },
      { similar: [GALAND] },
    )
    expect(two.level).toBe('danger')
    expect(two.codes).toEqual(['lookalikeDomain', 'knownName', 'linkElsewhere', 'firstMessage'])
    expect(two.reasons[0]).toMatchObject({
      evidence: 'ga1and-tp.example',
      details: { usual: 'galand-tp.example', kind: 'confusable', whose: 'known' },
    })
  })

  it('is not verified for a domain that imitates ours, although its owner may sign', () => {
    const found = judge('a@p0rt-leveque.example', { authentication: PASSED }, BEFORE)
    expect([found.level, found.codes[0]]).toEqual(['unknown', 'lookalikeDomain'])
  })
})

describe('a domain that imitates ours', () => {
  it.each([
    ['p0rt-leveque.example', 'confusable'],
    ['port-1eveque.example', 'confusable'],
    ['роrt-leveque.example', 'confusable'],
    [domainToASCII('роrt-leveque.example'), 'confusable'],
    ['pòrt-leveque.example', 'confusable'],
    ['port-levque.example', 'typo'],
    ['port-levequee.example', 'typo'],
    ['port-lveeque.example', 'typo'],
    ['portleveque.example', 'typo'],
    ['port-leveque.com', 'suffix'],
    ['port-leveque.example.evil.com', 'embedded'],
    ['port-leveque-example.evil.com', 'embedded'],
  ])('%s is found: %s', (domain, kind) => {
    const [reason] = judge(`a@${domain}`).reasons
    expect(reason).toMatchObject({ code: 'lookalikeDomain', details: { kind, whose: 'own' } })
  })

  it.each([
    'port-leveque.example',
    'mairie.port-leveque.example',
    'leveque.example',
    'port-royal.example',
  ])('%s is not one', (domain) => {
    expect(judge(`a@${domain}`).codes).not.toContain('lookalikeDomain')
  })
})

describe('a name that deceives', () => {
  it.each([
    ['Alice Martin', 'alice@gmail.com', 'colleagueName'],
    ['MARTIN Alice (mairie)', 'x@evil.example', 'colleagueName'],
    ['Аlice Mаrtin', 'x@evil.example', 'colleagueName'],
    ['A\u200Blice Martin', 'x@evil.example', 'colleagueName'],
    ['maire@port-leveque.example', 'x@evil.example', 'nameShowsAddress'],
    ["Foo 'foo@bar.com'", 'baz@domain.org', 'nameShowsAddress'],
  ])('%s <%s> is found: %s', (name, address, code) => {
    expect(judge(address, { name }).codes).toContain(code)
  })

  it.each([
    ['Alice Martin', 'alice@port-leveque.example'],
    ['Alice', 'alice@gmail.com'],
    ['Alice Martinez', 'alice@gmail.com'],
    ['hello@domain.org', 'hello@domain.org'],
    ['hello@mail.domain.org', 'bounce@domain.org'],
  ])('%s <%s> is none', (name, address) => {
    const { codes } = judge(address, { name })
    expect(codes).toEqual(['firstMessage'])
  })

  it('is that of somebody who always wrote from elsewhere, unless it is from a private box', () => {
    const from = { name: 'Comptabilité Galand TP' }
    expect(judge('x@evil.example', from, { similar: [GALAND] }).reasons[0]).toMatchObject({
      code: 'knownName',
      strength: 'strong',
      details: { usual: GALAND.address, messages: '41' },
    })
    const privateBox = { ...GALAND, address: 'galand@gmail.com' }
    expect(judge('x@evil.example', from, { similar: [privateBox] }).reasons[0]).toMatchObject({
      code: 'knownName',
      strength: 'weak',
    })
    expect(judge('x@evil.example', from, { similar: [GALAND], ...BEFORE }).codes).toEqual([])
    const again = judge('x@evil.example', from, { similar: [GALAND], messagesBefore: 2 })
    expect(again.codes).toEqual(['knownName']) // two forged mails make nobody a correspondent
  })
})

describe('other reasons', () => {
  it('are an answer that goes elsewhere, unless a list wants it so', () => {
    const replyTo = [{ name: '', address: 'x@elsewhere.example' }]
    expect(judge('a@b.example', { replyTo }, BEFORE).codes).toEqual(['replyToElsewhere'])
    expect(judge('a@b.example', { replyTo, isList: true }, BEFORE).codes).toEqual([])
    const same = [{ name: '', address: 'x@mail.b.example' }]
    expect(judge('a@b.example', { replyTo: same }, BEFORE).codes).toEqual([])
  })

  it('are links of newsletters that lead elsewhere: they count clicks, when the sender is verified', () => {
    const signs = {
      ...NO_SIGNS,
      deceptiveLinks: [{ shown: 'b.example', target: 'clicks.example' }],
    }
    const [reason] = judge(
      'a@b.example',
      { signs, isList: true, authentication: PASSED },
      BEFORE,
    ).reasons.filter(({ code }) => code === 'linkElsewhere')
    expect(reason?.strength).toBe('weak')
  })

  it.each([
    ['facture.pdf.exe', 'dangerousFile', 'strong'],
    ['facture.pdf .html', 'dangerousFile', 'strong'],
    ['cod\u202Efdp.exe', 'dangerousFile', 'strong'],
    ['setup.msi', 'dangerousFile', 'strong'],
    ['photo.scr.zip', 'dangerousFile', 'strong'],
    ['page.html', 'dangerousFile', 'weak'],
    ['budget.xlsm', 'macroFile', 'weak'],
  ])('are files that run: %s is a %s', (name, code, strength) => {
    const found = judge('a@b.example', { attachmentNames: ['plan.pdf', name] }, BEFORE).reasons
    expect(found).toMatchObject([{ code, strength, evidence: name }])
  })

  it.each(['plan.pdf', 'budget.xlsx', 'archive.zip', 'Arrêté n° 12.docx', 'photo.2024.jpg'])(
    'are not in %s',
    (name) => {
      expect(judge('a@b.example', { attachmentNames: [name] }, BEFORE).codes).toEqual([])
    },
  )

  it('are archives with a password, domains in other letters, and our own domain without a proof', () => {
    const archive = { ...NO_SIGNS, encryptedArchives: ['doc.zip'] }
    expect(judge('a@b.example', { signs: archive }, BEFORE).codes).toEqual(['encryptedArchive'])
    expect(judge('a@xn--caf-dma.example').codes).toContain('punycodeDomain')
    expect(judge('a@xn--80ak6aa92e.com').codes).toContain('mixedScriptDomain')
    const authentication = { ...NOT_AUTHENTICATED, spf: 'softfail' }
    expect(judge('maire@port-leveque.example', { authentication }, BEFORE).codes).toEqual([
      'ownDomainUnverified',
    ])
  })
})
