import { createServer } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterAll, describe, expect, it } from 'vitest'
import { listeningPort } from '../testing/free-ports.ts'
import { dovecotInstalled, startDovecot } from '../testing/index.ts'
import { selfSigned } from '../testing/self-signed.ts'
import { inspectTls, type TlsInspection } from './inspect-tls.ts'

const missing = dovecotInstalled() ? '' : ' (skipped: Dovecot 2.3 is not installed)'
const certificate = await selfSigned(['mail.port-leveque.example', 'localhost'], 9)
const server = createTlsServer(certificate).listen(0, '127.0.0.1')
await new Promise((resolve) => server.once('listening', resolve))
const rude = createServer((socket) => socket.end('* BYE\r\n')).listen(0, '127.0.0.1')
await new Promise((resolve) => rude.once('listening', resolve))
afterAll(() => {
  server.close()
  rude.close()
})

const local = (more: Partial<TlsInspection> = {}): TlsInspection => ({
  protocol: 'imap',
  host: 'localhost',
  port: listeningPort(server),
  security: 'tls',
  allowPrivateNetwork: true,
  ...more,
})

describe('looking at the certificate of a mail server', () => {
  it('tells for whom it is, by whom, and until when', async () => {
    const details = await inspectTls(local({ ca: certificate.cert }))
    expect(details).toMatchObject({
      protocol: 'TLSv1.3',
      subject: 'Port-Leveque',
      issuer: 'Port-Leveque',
      names: ['mail.port-leveque.example', 'localhost'],
      problem: null,
    })
    const days = (details.validUntil.getTime() - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(8)
    expect(days).toBeLessThan(9.1)
  })

  it('looks at one that is not trusted too, and says why it is not', async () => {
    expect(await inspectTls(local())).toMatchObject({ problem: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    const byNumber = local({ host: '127.0.0.1', ca: certificate.cert })
    expect(await inspectTls(byNumber)).toMatchObject({ problem: 'ERR_TLS_CERT_ALTNAME_INVALID' })
  })

  it('goes to no private network unless that is allowed', async () => {
    await expect(inspectTls(local({ allowPrivateNetwork: false }))).rejects.toMatchObject({
      code: 'refused',
    })
  })

  it('gives up on a server that begins no TLS', async () => {
    const port = listeningPort(rude)
    await expect(inspectTls(local({ port, security: 'starttls' }))).rejects.toMatchObject({
      code: 'closed',
    })
    await expect(inspectTls(local({ port }))).rejects.toMatchObject({ code: 'protocol' })
  })
})

describe.skipIf(missing)(`the certificate of a real server${missing}`, () => {
  it.each(['tls', 'starttls'] as const)('is shown over %s', async (security) => {
    const dovecot = await startDovecot({ users: 1 })
    try {
      const port = security === 'tls' ? dovecot.imapsPort : dovecot.imapPort
      const details = await inspectTls(local({ port, security, ca: dovecot.ca }))
      expect(details).toMatchObject({ names: ['localhost', '127.0.0.1'], problem: null })
    } finally {
      await dovecot.stop()
    }
  })
})
