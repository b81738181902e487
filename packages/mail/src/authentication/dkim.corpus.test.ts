import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hasCorpus } from '../testing/corpora.ts'
import { CORPORA } from '../testing/oracles/corpora.ts'
import { type Zone, zoneResolver } from '../testing/zone.ts'
import { verifyMessage } from './verify-message.ts'

const path = join(CORPORA, 'auth-dkim')
const isThere = hasCorpus('auth-dkim')
const folder = join(path, 'mail-dkim/corpus')

/** Signatures that hold by the arithmetic, and are refused all the same. */
const REFUSED = {
  weak: 'RFC 8301 §3: a key of less than 1024 bits, or SHA-1, must not be accepted.',
  draft:
    'A signature of a draft, without the tags that RFC 6376 §3.5 requires (v=, or the body hash bh=).',
}
const EXPLAINED: [RegExp, string][] = [
  [/^good_ietf\d\d_/, REFUSED.draft],
  [/^(?:goodkey_|good_(?:1878523|qp_|rfc4871_))/, REFUSED.weak],
]

describe.skipIf(!isThere)('DKIM, by the corpus of Mail::DKIM', () => {
  it('accepts no bad signature, and each good one that RFC 8301 allows', async () => {
    const dns = zoneResolver(fakeDns())
    const wrong: string[] = []
    for (const name of readdirSync(folder)) {
      const wanted = expected(name)
      if (!wanted) continue
      const text = readFileSync(join(folder, name), 'latin1').replace(/\r?\n/g, '\r\n')
      const raw = Buffer.from(text, 'latin1')
      const { authentication } = await verifyMessage(raw, { dns, authservId: null })
      const isRight =
        wanted === 'pass' ? authentication.dkim === 'pass' : authentication.dkim !== 'pass'
      if (!isRight) wrong.push(name)
    }
    expect(wrong.filter((name) => !EXPLAINED.some(([names]) => names.test(name)))).toEqual([])
  })

  it('accepts what the authors of mailauth signed, with RSA and Ed25519', async () => {
    const zone: Zone = {}
    const records: Record<string, { TXT?: string[][] }> = JSON.parse(
      readFileSync(join(path, 'mailauth/dns.json'), 'utf8'),
    )
    for (const [name, { TXT = [] }] of Object.entries(records))
      zone[name] = TXT.map((text) => ({ TXT: text }))
    const raw = readFileSync(join(path, 'mailauth/signed.eml'))
    const { authentication } = await verifyMessage(raw, {
      dns: zoneResolver(zone),
      authservId: null,
    })
    expect(authentication.dkim).toBe('pass')
  })
})

/** What the name of a file says of it; undefined for DomainKeys and where it says nothing. */
function expected(name: string): 'pass' | 'fail' | undefined {
  if (/dk_/.test(name)) return undefined
  if (name.startsWith('good')) return 'pass'
  return /^(?:bad|ignore)/.test(name) ? 'fail' : undefined
}

function fakeDns(): Zone {
  const zone: Zone = {}
  const lines = readFileSync(join(path, 'mail-dkim/FAKE_DNS.dat'), 'latin1').split('\n')
  for (const line of lines) {
    const [, name, text] = /^([^#\s]\S*)\s+(.*)$/.exec(line) ?? []
    if (name && text) zone[name] = text.startsWith('~~') ? ['TIMEOUT'] : [{ TXT: text }]
  }
  return zone
}
