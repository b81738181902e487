import { generateKeyPairSync } from 'node:crypto'
import { checkText, domainNotes } from '@levee/domain'
import { describe, expect, it } from 'vitest'
import { type Zone, zoneResolver } from '../testing/zone.ts'
import { lookUpDomain } from './look-up-domain.ts'

const key = (modulusLength: number): string =>
  generateKeyPairSync('rsa', { modulusLength })
    .publicKey.export({ format: 'der', type: 'spki' })
    .toString('base64')
const dkim = (bits: number) => [{ TXT: ['v=DKIM1; k=rsa; p=', key(bits)] }]

async function codes(zone: Zone, selectors: string[] = [], domain = 'port-leveque.example') {
  const notes = domainNotes(await lookUpDomain(domain, { dns: zoneResolver(zone), selectors }))
  for (const note of notes)
    for (const language of ['fr', 'en'] as const)
      expect(JSON.stringify(checkText(note, language))).not.toContain('undefined')
  return notes.map(({ code }) => code)
}

describe('the domain of an address', () => {
  it('is fine when it says who may send, publishes a key and has forged mail refused', async () => {
    const zone = {
      'port-leveque.example': [{ TXT: 'of somebody else' }, { TXT: 'v=spf1 mx -all' }],
      'selector1._domainkey.port-leveque.example': dkim(2048),
      '_dmarc.port-leveque.example': [{ TXT: 'v=DMARC1; p=reject; rua=mailto:a@b.example' }],
    }
    expect(await codes(zone)).toEqual(['spfStrict', 'dkimKey', 'dmarcEnforced'])
    const below = { ...zone, 'mairie.port-leveque.example': [{ TXT: 'v=spf1 include:x ~all' }] }
    expect(await codes(below, [], 'mairie.port-leveque.example')).toEqual([
      'spfSoft',
      'dkimNotChecked',
      'dmarcEnforced',
    ])
  })

  it('is not when nothing is published; and DKIM is not said to be missing', async () => {
    expect(await codes({})).toEqual(['spfMissing', 'dkimNotChecked', 'dmarcMissing'])
  })

  it.each([
    [['v=spf1 +all'], 'spfForAll'],
    [['v=spf1 a all'], 'spfForAll'],
    [['v=spf1 mx'], 'spfOpen'],
    [['v=spf1 mx ?all'], 'spfOpen'],
    [['v=spf1 redirect=_spf.x.example'], 'spfElsewhere'],
    [['v=spf1 mx -all', 'v=spf1 a -all'], 'spfSeveral'],
    [['v=spf10 mx -all'], 'spfMissing'],
  ])('is judged by its SPF record: %s', async (records, code) => {
    const zone = { 'port-leveque.example': records.map((record) => ({ TXT: record })) }
    expect((await codes(zone))[0]).toBe(code)
  })

  it('is known by the selectors that its mail showed, where short keys show', async () => {
    const zone = { 'levee2026._domainkey.port-leveque.example': dkim(1024) }
    expect((await codes(zone, ['levee2026']))[1]).toBe('dkimShort')
    const revoked = { 'old._domainkey.port-leveque.example': [{ TXT: 'v=DKIM1; p=' }] }
    expect((await codes(revoked, ['old']))[1]).toBe('dkimNotChecked')
    const bare = {
      'ed._domainkey.port-leveque.example': [{ TXT: 'k=ed25519; p=11qYAYKxCrfVS/7T' }],
    }
    expect((await codes(bare, ['ed']))[1]).toBe('dkimKey')
  })

  it.each([
    ['v=DMARC1; p=none', 'dmarcObserves'],
    ['v=DMARC1; sp=reject', 'dmarcBroken'],
    ['v=DMARC1;p=quarantine', 'dmarcEnforced'],
  ])('is judged by its DMARC record: %s', async (record, code) => {
    expect((await codes({ '_dmarc.port-leveque.example': [{ TXT: record }] }))[2]).toBe(code)
  })

  it('was not checked when the DNS does not answer', async () => {
    const zone: Zone = {
      'port-leveque.example': ['TIMEOUT'],
      '_dmarc.port-leveque.example': ['TIMEOUT'],
      'x._domainkey.port-leveque.example': ['TIMEOUT'],
    }
    expect(await codes(zone, ['x'])).toEqual(['notAnswered', 'notAnswered', 'notAnswered'])
  })
})
