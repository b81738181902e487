import { createServer } from 'node:net'
import type { Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { headerFields } from '../mime/header-fields.ts'
import { readMessage } from '../mime/read-message.ts'
import { freePorts, startSmtpCatcher } from '../testing/index.ts'
import { listeningPort } from '../testing/free-ports.ts'
import type { SmtpCatcher } from '../testing/index.ts'
import { checkSmtp } from './check-smtp.ts'
import { composeMessage } from './compose-message.ts'
import type { MessageToCompose } from './compose-message.ts'
import { sendMessage } from './send-message.ts'
import type { SmtpAccount } from './smtp-account.ts'

const LOCAL = { allowPrivateNetwork: true }
const REPLY: MessageToCompose = {
  from: { name: 'Mairie de Vareilles', address: 'contact@vareilles.example' },
  to: [{ name: 'Élodie Brûlé', address: 'elodie@example.org' }],
  cc: [{ name: '', address: 'cc@example.org' }],
  bcc: [{ name: '', address: 'secret@example.org' }],
  subject: 'Re: Salle des fêtes — réservation',
  text: 'Bonjour,\n\nC’est noté.\n.\nFin.\n',
  html: '<p>Bonjour,<br>c’est noté.</p>',
  attachments: [
    { name: 'reçu n° 1.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF-1.4 é') },
  ],
  internetMessageId: 'reply-1@vareilles.example',
  inReplyTo: 'question@example.org',
  references: ['first@example.org', 'question@example.org'],
  date: new Date('2026-03-02T10:20:30Z'),
}

describe('sending', () => {
  let catcher: SmtpCatcher
  let account: SmtpAccount
  beforeAll(async () => {
    catcher = await startSmtpCatcher()
    account = { host: '127.0.0.1', port: catcher.port, security: 'none' }
  })
  afterAll(() => catcher?.stop())

  async function arrival(message: MessageToCompose): Promise<Buffer> {
    const raw = await composeMessage(message)
    const to = message.to.map(({ address }) => address)
    await sendMessage(account, { from: message.from.address, to }, raw, LOCAL)
    const caught = catcher.messages.at(-1)
    expect(caught).toMatchObject({ from: message.from.address, to })
    return caught?.raw ?? Buffer.alloc(0)
  }

  it('delivers what was written: texts, files, thread, and no trace of blind copies', async () => {
    const received = await arrival(REPLY)
    expect(received.toString('latin1')).not.toContain('secret@')
    const read = readMessage(received)
    expect(read).toMatchObject({
      ok: true,
      message: {
        internetMessageId: 'reply-1@vareilles.example',
        inReplyTo: ['question@example.org'],
        references: ['first@example.org', 'question@example.org'],
        from: REPLY.from,
        to: REPLY.to,
        cc: REPLY.cc,
        subject: REPLY.subject,
        date: REPLY.date,
        text: REPLY.text.trimEnd(),
        hasHtml: true,
        attachments: [{ name: 'reçu n° 1.pdf', contentType: 'application/pdf', size: 11 }],
        automatic: 'no',
      },
    })
  })

  it('transmits the bytes that it was given', async () => {
    const raw = await composeMessage(REPLY)
    const receipt = await sendMessage(account, { from: 'a@x.org', to: ['b@x.org'] }, raw, LOCAL)
    expect(receipt).toMatchObject({ accepted: ['b@x.org'], rejected: [] })
    expect(receipt.response).toMatch(/^250/)
    expect(catcher.messages.at(-1)?.raw.equals(raw)).toBe(true)
    expect(raw.toString('latin1')).not.toMatch(/[^\r]\n|\r[^\n]/)
  })

  it('says of itself when no person wrote it', async () => {
    const raw = await arrival({ ...REPLY, autoSubmitted: 'auto-replied' })
    expect(readMessage(raw)).toMatchObject({ message: { automatic: 'autoReply' } })
  })

  const INJECTIONS = [
    '\r\nBcc: x@evil.example',
    '\nBcc: x@evil.example',
    '\rBcc: x@evil.example',
    '\r\n\r\n<b>',
    '\0',
    '\u000b',
    '\u2028Bcc: x',
  ]
  it.each(INJECTIONS)(
    'adds no header whatever a subject, a name or an id holds: %j',
    async (evil) => {
      const names = headerFields(await composeMessage(REPLY)).map(({ name }) => name)
      const received = await arrival({
        ...REPLY,
        subject: `Re: dossier${evil}`,
        from: { name: `Mairie${evil}`, address: REPLY.from.address },
        to: [{ name: `Marie${evil}`, address: 'marie@example.org' }],
        attachments: [
          {
            name: `a${evil}.pdf`,
            contentType: `application/pdf${evil}`,
            content: Buffer.from('x'),
          },
        ],
        inReplyTo: `question@example.org${evil}`,
        references: [`first@example.org${evil}`, 'question@example.org'],
      })
      const fields = headerFields(received)
      expect(fields.map(({ name }) => name)).toEqual(names.filter((name) => name !== 'In-Reply-To'))
      expect(fields.find(({ name }) => name === 'References')?.value).toBe('<question@example.org>')
    },
  )

  it.each([
    'a@b.example>\r\nRCPT TO:<x@evil.example',
    '> RCPT TO:<x@evil.example',
    'a@b.example x@evil.example',
    'a@b.example\0@evil.example',
    'nobody',
    '',
  ])('refuses an address that is none: %j', async (address) => {
    const composing = composeMessage({ ...REPLY, to: [{ name: '', address }] })
    await expect(composing).rejects.toThrow('not an address')
  })

  it('reports what the server answered, and whether later is another day', async () => {
    const raw = await composeMessage(REPLY)
    const smtpEnvelope = { from: 'a@x.org', to: ['b@x.org'] }
    const sent = catcher.messages.length
    catcher.failNext(451, 'Greylisted, come back later')
    await expect(sendMessage(account, smtpEnvelope, raw, LOCAL)).rejects.toMatchObject({
      code: 'refused',
      retryable: true,
      uncertain: false,
      message: expect.stringContaining('Greylisted'),
    })
    catcher.failNext(554, 'No such user')
    await expect(sendMessage(account, smtpEnvelope, raw, LOCAL)).rejects.toMatchObject({
      code: 'refused',
      retryable: false,
      uncertain: false,
    })
    expect(catcher.messages).toHaveLength(sent)
  })

  it('reaches nothing private unless that is allowed', async () => {
    const raw = await composeMessage(REPLY)
    const guarded = { allowPrivateNetwork: false }
    await expect(
      sendMessage(account, { from: 'a@x.org', to: ['b@x.org'] }, raw, guarded),
    ).rejects.toMatchObject({ code: 'refused', retryable: false })
  })

  it('checks an account without sending anything', async () => {
    const sent = catcher.messages.length
    const steps = await checkSmtp({ ...account, username: 'u', password: 'p' }, LOCAL)
    expect(steps.map(({ step, ok }) => `${step} ${ok}`)).toEqual([
      'dns true',
      'connect true',
      'login true',
    ])
    expect(catcher.messages).toHaveLength(sent)
  })

  it('stops at a port where nobody listens, and tries again later', async () => {
    const [port = 1] = await freePorts(1)
    const steps = await checkSmtp({ ...account, port }, LOCAL)
    expect(steps.at(-1)).toMatchObject({ step: 'connect', ok: false, code: 'unreachable' })
    const smtpEnvelope = { from: 'a@x.org', to: ['b@x.org'] }
    await expect(
      sendMessage({ ...account, port }, smtpEnvelope, Buffer.from('x'), LOCAL),
    ).rejects.toMatchObject({ code: 'unreachable', retryable: true })
  })

  it('stops where TLS was asked for and is not spoken', async () => {
    const tls = await checkSmtp({ ...account, security: 'tls' }, LOCAL)
    expect(tls.at(-1)).toMatchObject({ step: 'tls', ok: false })
    const starttls = await checkSmtp({ ...account, security: 'starttls' }, LOCAL)
    expect(starttls.at(-1)).toMatchObject({ ok: false })
  })
})

describe('a server that hangs up after the last byte', () => {
  let server: Server
  beforeAll(async () => {
    server = createServer((socket) => {
      socket.write('220 ready\r\n')
      socket.setEncoding('latin1').on('data', (text: string) => {
        if (text.endsWith('\r\n.\r\n')) socket.destroy()
        else if (/^DATA/im.test(text))
          socket.write('250 ok\r\n'.repeat(text.split('\r\n').length - 2) + '354 go\r\n')
        else socket.write('250 ok\r\n'.repeat(text.split('\r\n').length - 1))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => server.close())

  it('may have sent the message: it is not tried again by itself', async () => {
    const account: SmtpAccount = {
      host: '127.0.0.1',
      port: listeningPort(server),
      security: 'none',
    }
    const raw = await composeMessage(REPLY)
    await expect(
      sendMessage(account, { from: 'a@x.org', to: ['b@x.org'] }, raw, LOCAL),
    ).rejects.toMatchObject({ uncertain: true, retryable: false })
  })
})
