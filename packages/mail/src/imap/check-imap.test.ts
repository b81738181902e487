import { createServer } from 'node:net'
import type { Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dovecotInstalled, freePorts, startDovecot } from '../testing/index.ts'
import { listeningPort } from '../testing/free-ports.ts'
import type { Dovecot } from '../testing/index.ts'
import { checkImap } from './check-imap.ts'
import { connectImap } from './connect-imap.ts'
import type { ImapAccount } from './imap-account.ts'

const LOCAL = { allowPrivateNetwork: true }
const missing = dovecotInstalled() ? '' : ' (skipped: Dovecot 2.3 is not installed)'

async function outline(account: ImapAccount, options: Parameters<typeof checkImap>[1]) {
  const steps = await checkImap(account, options)
  return steps.map(({ step, ok, code }) => `${step} ${ok ? 'ok' : code}`)
}

describe.skipIf(missing)(`checking an account on a real server${missing}`, () => {
  let dovecot: Dovecot
  beforeAll(async () => {
    dovecot = await startDovecot({ users: 1 })
  })
  afterAll(() => dovecot?.stop())

  it('goes through every step', async () => {
    expect(await outline(dovecot.account(), LOCAL)).toEqual([
      'dns ok',
      'connect ok',
      'login ok',
      'folders ok',
    ])
  })

  it('stops at a wrong password, which waiting does not mend', async () => {
    const wrong = { ...dovecot.account(), password: 'wrong' }
    expect((await outline(wrong, LOCAL)).at(-1)).toBe('login authentication')
    await expect(connectImap(wrong, LOCAL)).rejects.toMatchObject({
      code: 'authentication',
      retryable: false,
    })
  })

  it.each(['tls', 'starttls'] as const)('checks the certificate: %s', async (security) => {
    const port = security === 'tls' ? dovecot.imapsPort : dovecot.imapPort
    const account = { ...dovecot.account(), security, port, host: 'localhost' }
    expect((await outline(account, LOCAL)).at(-1)).toBe('tls certificate')
    expect(await outline(account, { ...LOCAL, ca: dovecot.ca })).toContain('folders ok')
  })

  it('stops where no TLS is spoken', async () => {
    const account = { ...dovecot.account(), security: 'tls' as const }
    expect((await outline(account, LOCAL)).at(-1)).toBe('tls protocol')
  })

  it('never connects to a private address unless that is allowed', async () => {
    const guarded = { allowPrivateNetwork: false }
    expect(await outline(dovecot.account(), guarded)).toEqual(['dns refused'])
    const named = { ...dovecot.account(), host: 'localhost' }
    expect(await outline(named, guarded)).toEqual(['dns refused'])
  })
})

describe('checking an account without a server', () => {
  let silent: Server
  beforeAll(async () => {
    silent = createServer((socket) => socket.end('220 not IMAP at all\r\n'))
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => silent.close())

  const account = {
    host: '127.0.0.1',
    port: 1,
    security: 'none' as const,
    username: 'user',
    password: 'secret',
  }

  it('stops at a name that leads nowhere', async () => {
    expect(await outline({ ...account, host: 'mail.invalid' }, LOCAL)).toEqual(['dns dns'])
  })

  it('stops at a port where nobody listens', async () => {
    const [port = 1] = await freePorts(1)
    expect(await outline({ ...account, port }, LOCAL)).toEqual(['dns ok', 'connect unreachable'])
  })

  it('stops at a server of another kind', async () => {
    const steps = await checkImap({ ...account, port: listeningPort(silent) }, LOCAL)
    expect(steps.at(-1)).toMatchObject({ ok: false })
    expect(['closed', 'protocol']).toContain(steps.at(-1)?.code)
  })
})
