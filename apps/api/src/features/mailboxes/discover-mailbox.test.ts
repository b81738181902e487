import { zoneResolver } from '@levee/mail/testing'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'

const { deps, as, aUser } = await testApp()
const french = as(await aUser({ role: 'admin' }))
const english = as(await aUser({ role: 'admin', locale: 'en' }))
const manager = as(await aUser({ role: 'manager' }))

const host = 'mail.port-leveque.example'
beforeAll(() => {
  const record = (port: number) => ({ SRV: { priority: 0, weight: 1, port, name: host } })
  deps.dns = zoneResolver({
    '_imaps._tcp.port-leveque.example': [record(993)],
    '_pop3s._tcp.port-leveque.example': [record(995)],
    '_submissions._tcp.port-leveque.example': [record(465)],
    'port-leveque.example': [{ MX: [10, host] }],
  })
})

const url = '/api/v1/mailboxes/discover'
const address = 'urbanisme@port-leveque.example'

describe('finding out the settings of a mailbox', () => {
  it('answers with candidates and advice, the best first', async () => {
    const answer = await english.post(url, { address })
    expect(answer).toMatchObject({ statusCode: 200 })
    expect(answer.json()).toMatchObject({
      candidates: [
        {
          source: 'srv',
          sources: ['srv'],
          protocol: 'imap',
          incoming: { host, port: 993, security: 'tls', username: address },
          outgoing: { host, port: 465, security: 'tls', username: address },
          authentication: 'password',
        },
        { protocol: 'pop3', incoming: { port: 995 } },
      ],
      protocols: [
        { protocol: 'imap', verdict: 'recommended' },
        { protocol: 'pop3', verdict: 'possible' },
        { protocol: 'push', verdict: 'possible' },
      ],
      provider: null,
      hasOwnServer: true,
    })
    const { advice } = answer.json().candidates[0]
    expect(advice.map(({ text }: { text: string }) => text).join(' ')).toContain('within seconds')
  })

  it('speaks the language of whoever asks', async () => {
    const { candidates } = (await french.post(url, { address })).json()
    const texts = candidates[0].advice.map(({ text }: { text: string }) => text).join(' ')
    expect(texts).toContain('Nouveaux courriers visibles en quelques secondes')
  })

  it('advises another protocol for another use', async () => {
    const use = { readers: 'onlyLevee', room: 'little' }
    const { protocols } = (await english.post(url, { address, ...use })).json()
    expect(protocols[0]).toMatchObject({ protocol: 'pop3', verdict: 'recommended' })
  })

  it('is for admins, and for addresses', async () => {
    expect(await manager.post(url, { address })).toBeProblem(403, 'forbidden')
    expect(await english.post(url, { address: 'urbanisme' })).toBeProblem(400, 'invalid')
  })
})
