import { dkimSign } from 'mailauth'
import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { createDnsResolver } from './dns-resolver.ts'
import { type Zone, zoneResolver } from '../testing/zone.ts'
import { verifyMessage } from './verify-message.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
const ZONE: Zone = {
  'bank.example': [{ TXT: 'v=spf1 ip4:198.51.100.8 -all' }],
  '_dmarc.bank.example': [{ TXT: 'v=DMARC1; p=reject' }],
  's._domainkey.bank.example': [{ TXT: `v=DKIM1; k=rsa; p=${key}` }],
}
const BARE = 'From: Banque <info@bank.example>\r\nSubject: Relevé\r\n\r\nBonjour\r\n'
const receivedFrom = (address: string) =>
  `Return-Path: <info@bank.example>\r\nReceived: from out.bank.example (out [${address}]) by mx.mairie.example; Mon, 2 Mar 2026 09:30:00 +0000\r\n`
const verify = (raw: string, zone: Zone = ZONE) =>
  verifyMessage(Buffer.from(raw), { dns: zoneResolver(zone), authservId: 'mx.mairie.example' })

describe('a message without a header to be trusted', () => {
  let signed = ''
  beforeAll(async () => {
    const options = {
      signingDomain: 'bank.example',
      selector: 's',
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    }
    const { signatures } = await dkimSign(Buffer.from(BARE), {
      ...options,
      signatureData: [options],
    })
    signed = signatures + BARE
  })

  it('passes by its signature, or by the host that sent it', async () => {
    const bySignature = await verify(receivedFrom('203.0.113.5') + signed)
    expect(bySignature.authentication).toMatchObject({
      spf: 'fail',
      dkim: 'pass',
      dmarc: 'pass',
      author: 'bank.example',
      policy: 'reject',
      source: 'levee',
    })
    const byHost = await verify(receivedFrom('198.51.100.8') + BARE)
    expect(byHost.authentication).toMatchObject({ spf: 'pass', dkim: 'none', dmarc: 'pass' })
  })

  it('fails when neither says that it is from its author', async () => {
    const { authentication, isComplete } = await verify(receivedFrom('203.0.113.5') + BARE)
    expect(authentication).toMatchObject({ spf: 'fail', dkim: 'none', dmarc: 'fail' })
    expect(isComplete).toBe(true)
  })

  it('fails when its text was changed after it was signed', async () => {
    const changed = signed.replace('Bonjour', 'Bonsoir')
    const { authentication } = await verify(receivedFrom('203.0.113.5') + changed)
    expect(authentication).toMatchObject({ dkim: 'fail', dmarc: 'fail' })
  })

  it('is not said to fail when nobody knows which host sent it', async () => {
    const { authentication } = await verify(BARE)
    expect(authentication).toMatchObject({ spf: 'none', dkim: 'none', dmarc: 'none' })
  })

  it('is looked at again when the DNS cannot be reached', async () => {
    const dns = createDnsResolver({
      lookup: () => Promise.reject(Object.assign(new Error('down'), { code: 'ESERVFAIL' })),
    })
    const raw = Buffer.from(receivedFrom('203.0.113.5') + signed)
    const { authentication, isComplete } = await verifyMessage(raw, { dns, authservId: null })
    expect(authentication).toMatchObject({
      spf: 'temperror',
      dkim: 'temperror',
      dmarc: 'temperror',
    })
    expect(isComplete).toBe(false)
  })

  it('with hundreds of signatures is not computed at length', async () => {
    const signature = `DKIM-Signature: v=1; a=rsa-sha256; d=bank.example; s=s; h=${'from:'.repeat(500)}from; bh=x; b=x\r\n`
    const { authentication } = await verify(signature.repeat(200) + BARE)
    expect(authentication).toMatchObject({ dkim: 'permerror', arc: 'permerror' })
  })

  it('with a field of many thousand lines is not taken apart', async () => {
    for (const lines of [50_000, 1_000_000]) {
      const field = `X-Long:${'\r\n a'.repeat(lines)}\r\n`
      const { authentication } = await verify(field + BARE)
      expect(authentication).toMatchObject({ dkim: 'permerror', arc: 'permerror' })
    }
  })
})

describe('a message with the word of its own server', () => {
  it('is taken at that word, and only the policy is looked up', async () => {
    const results =
      'Authentication-Results: mx.mairie.example; dmarc=fail header.from=bank.example\r\n'
    const { authentication } = await verify(results + receivedFrom('198.51.100.8') + BARE)
    expect(authentication).toMatchObject({
      spf: null,
      dmarc: 'fail',
      policy: 'reject',
      source: 'server',
    })
  })
})
