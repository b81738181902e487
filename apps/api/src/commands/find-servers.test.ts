import { internet } from '@levee/mail'
import { type Zone, zoneResolver } from '@levee/mail/testing'
import { describe, expect, it } from 'vitest'
import { findServers, foundText } from './find-servers.ts'

const host = 'mail.port-leveque.example'
const srv = (port: number) => [{ SRV: { priority: 0, weight: 1, port, name: host } }]
const address = 'contact@port-leveque.example'
const announced: Zone = {
  '_imaps._tcp.port-leveque.example': srv(993),
  '_pop3s._tcp.port-leveque.example': srv(995),
  '_submissions._tcp.port-leveque.example': srv(465),
}

function find(zone: Zone, protocol?: 'imap' | 'pop3') {
  const deps = { dns: zoneResolver(zone), internet, now: () => new Date() }
  return findServers(deps, { address, protocol })
}

describe('the servers of a mailbox that is added without one', () => {
  it('are those that the domain announces, with who says so and why', async () => {
    const found = await find(announced)
    expect(found).toMatchObject({ protocol: 'imap', incoming: { host, port: 993 } })
    const text = foundText(found)
    expect(text).toContain(`Found IMAP at ${host}, port 993, TLS, as user ${address}.`)
    expect(text).toContain(`Sending over ${host}, port 465, TLS.`)
    expect(text).toContain('Says so: the SRV records of the domain.')
    expect(text).toContain('the server announces it')
    expect(await find(announced, 'pop3')).toMatchObject({
      protocol: 'pop3',
      incoming: { port: 995 },
    })
  })

  it('are no guess, which would be told the password', async () => {
    const zone = { 'imap.port-leveque.example': [{ A: '192.0.2.1' }] }
    await expect(find(zone)).rejects.toThrow('--host imap.port-leveque.example')
    await expect(find({})).rejects.toThrow('Name it with --host')
  })

  it('are not those of a provider that takes no passwords', async () => {
    const zone = {
      'port-leveque.example': [{ MX: [0, 'port-leveque-example.mail.protection.outlook.com'] }],
    }
    await expect(find(zone)).rejects.toThrow('Microsoft 365 takes no passwords')
  })
})
