import { createECDH } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { decrypted, startPushService } from '../testing/push-service.ts'
import { tellBrowser } from './tell-browser.ts'
import { isBrowserKey, vapidKeys } from './vapid-keys.ts'

const service = await startPushService()
afterAll(() => service.stop())
beforeEach(() => {
  service.received.length = 0
  service.answer(201)
})

const keys = vapidKeys(Buffer.alloc(32, 7))
const contact = 'https://courrier.example'
const tell = (more: object = {}) =>
  tellBrowser(
    service.address,
    { payload: '{"title":"Échéance proche"}', keepFor: 86_400, urgency: 'high', topic: 'abc' },
    { keys, contact, allowPrivateNetwork: true, ...more },
  )

describe('telling a browser', () => {
  it('is read by that browser alone, and signed by this installation', async () => {
    expect(await tell()).toEqual({ is: 'taken' })
    const [news] = service.received
    expect(news).toMatchObject({
      payload: '{"title":"Échéance proche"}',
      headers: { ttl: '86400', urgency: 'high', topic: 'abc', 'content-encoding': 'aes128gcm' },
      token: { aud: new URL(service.address.endpoint).origin, sub: contact },
      publicKey: keys.publicKey,
    })
    const hours = ((news?.token.exp ?? 0) * 1000 - Date.now()) / 3_600_000
    expect(hours).toBeGreaterThan(0)
    expect(hours).toBeLessThanOrEqual(24) // RFC 8292 §2
  })

  it.each([
    [404, {}, { is: 'gone' }],
    [410, {}, { is: 'gone' }],
    [403, {}, { is: 'refused', said: 'answered 403' }],
    [413, {}, { is: 'refused', said: 'answered 413' }],
    [429, { 'retry-after': '120' }, { is: 'later', again: 120_000, said: 'answered 429' }],
    [503, {}, { is: 'later', again: null, said: 'answered 503' }],
  ])('says what %i means', async (status, headers, meaning) => {
    service.answer(status, headers)
    expect(await tell()).toEqual(meaning)
  })

  it('never goes to a private network that the operator did not allow', async () => {
    expect(await tell({ allowPrivateNetwork: false })).toMatchObject({ is: 'refused' })
    expect(service.received).toEqual([])
  })

  it('comes later while nobody answers', async () => {
    const closed = await startPushService()
    await closed.stop()
    const news = { payload: '{}', keepFor: 60, urgency: 'normal', topic: 'a' } as const
    const answer = tellBrowser(closed.address, news, { keys, contact, allowPrivateNetwork: true })
    expect(await answer).toMatchObject({ is: 'later', again: null })
  })
})

describe('the keys', () => {
  it('are the same for a secret, and others for another', () => {
    expect(vapidKeys(Buffer.alloc(32, 7))).toEqual(keys)
    expect(vapidKeys(Buffer.alloc(32, 8))).not.toEqual(keys)
    expect(isBrowserKey(keys.publicKey)).toBe(true)
    expect(isBrowserKey(Buffer.alloc(65, 4).toString('base64url'))).toBe(false)
  })

  it('of the example in RFC 8291 read what it encrypts (§5, appendix A)', () => {
    const browser = createECDH('prime256v1')
    browser.setPrivateKey('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94', 'base64url')
    const body =
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN'
    const auth = Buffer.from('BTBZMqHH6r4Tts7J_aSIgg', 'base64url')
    const read = decrypted(Buffer.from(body, 'base64url'), { keys: browser, auth })
    expect(read).toBe('When I grow up, I want to be a watermelon')
  })
})
