import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { dovecotPop3Installed, startDovecot, startPop3Script } from '../testing/index.ts'
import type { Dovecot, Pop3Script, ScriptedAnswer } from '../testing/index.ts'
import { countMaildir } from '../testing/maildir.ts'
import { checkPop3 } from './check-pop3.ts'
import { connectPop3 } from './connect-pop3.ts'
import { quit } from './end-session.ts'
import { glanceAtMaildrop, listMaildrop } from './list-maildrop.ts'
import { retrieveMessage } from './retrieve-message.ts'

const LOCAL = { allowPrivateNetwork: true }
const missing = dovecotPop3Installed() ? '' : ' (skipped: dovecot-pop3d 2.3 is not installed)'

describe.skipIf(missing)(`a maildrop of a real server${missing}`, () => {
  let dovecot: Dovecot
  let user = 0
  beforeAll(async () => {
    dovecot = await startDovecot({ users: 8, pop3: true })
  })
  afterAll(() => dovecot?.stop())

  const deliver = async (...mails: (string | Buffer)[]): Promise<number> => {
    user++
    let second = 0
    for (const mail of mails) {
      const date = new Date(Date.UTC(2026, 0, 1, 0, 0, second++))
      await dovecot.deliver(user, Buffer.from(mail), { date })
    }
    return user
  }

  it.each(['none', 'starttls', 'tls'] as const)('is read byte for byte: %s', async (security) => {
    const every = Buffer.from(Array.from({ length: 255 }, (_, byte) => byte + 1)) // Dovecot's files hold no NUL
    const binary = Buffer.concat([
      Buffer.from('Subject: b\r\n\r\n'),
      Buffer.from(every.toString('latin1').replace(/[\r\n]/g, ''), 'latin1'),
      Buffer.from('\r\n'),
    ])
    const dots = Buffer.from('Subject: d\r\n\r\n.\r\n..\r\n.hidden\r\n...\r\n\r\n.\r\n')
    const account = dovecot.pop3Account(await deliver(binary, dots), security)
    const connection = await connectPop3(
      { ...account, host: 'localhost' },
      { ...LOCAL, ca: dovecot.ca },
    )
    const listed = await listMaildrop(connection)
    expect(listed.map(({ size }) => size)).toEqual([binary.length, dots.length])
    const raws = await Promise.all(listed.map(({ number }) => retrieveMessage(connection, number)))
    expect(raws).toEqual([binary, dots])
    await quit(connection)
    expect(connection.closed).toBe(true)
    expect(await countMaildir(dovecot.maildir(user))).toBe(2)
  })

  it('names messages for good, and shows at a glance whether it changed', async () => {
    const account = dovecot.pop3Account(await deliver('Subject: a\r\n\r\n1\r\n'))
    const first = await connectPop3(account, LOCAL)
    const [mail] = await listMaildrop(first)
    const glance = await glanceAtMaildrop(first)
    expect(glance).toEqual({ count: 1, bytes: mail?.size, lastUidl: mail?.uidl })
    await quit(first)
    await dovecot.deliver(user, Buffer.from('Subject: a\r\n\r\n2\r\n'))
    const second = await connectPop3(account, LOCAL)
    const listed = await listMaildrop(second)
    expect(listed.map(({ uidl }) => uidl)).toEqual([mail?.uidl, expect.any(String)])
    expect(await glanceAtMaildrop(second)).toMatchObject({ count: 2, lastUidl: listed[1]?.uidl })
    await quit(second)
  })

  it('is deleted from when the session ends, and not when it breaks', async () => {
    const account = dovecot.pop3Account(
      await deliver('S: 1\r\n\r\n', 'S: 2\r\n\r\n', 'S: 3\r\n\r\n'),
    )
    const left = await connectPop3(account, LOCAL)
    await expect(quit(left, [1, 9])).rejects.toMatchObject({ code: 'refused' }) // there is no ninth
    expect(await countMaildir(dovecot.maildir(user))).toBe(3)
    const connection = await connectPop3(account, LOCAL)
    await quit(connection, [1, 3])
    expect(await countMaildir(dovecot.maildir(user))).toBe(1)
    await expect(retrieveMessage(connection, 2)).rejects.toMatchObject({ code: 'closed' })
  })

  it('says that a message is not there, and goes on', async () => {
    const account = dovecot.pop3Account(await deliver('Subject: a\r\n\r\n1\r\n'))
    const connection = await connectPop3(account, LOCAL)
    const both = [retrieveMessage(connection, 5), retrieveMessage(connection, 1)] as const
    await expect(both[0]).rejects.toMatchObject({ code: 'refused' })
    expect((await both[1]).toString()).toContain('Subject: a')
    await quit(connection)
  })

  it('is tried step by step', async () => {
    const outline = async (more: object, options = {}) => {
      const account = { ...dovecot.pop3Account(1), ...more }
      const { steps, hasUidl } = await checkPop3(account, { ...LOCAL, ...options })
      return [...steps.map(({ step, ok, code }) => `${step} ${ok ? 'ok' : code}`), hasUidl]
    }
    expect(await outline({})).toEqual(['dns ok', 'connect ok', 'login ok', 'folders ok', true])
    expect((await outline({ password: 'no' })).at(-2)).toBe('login authentication')
    expect((await outline({ security: 'starttls' })).at(-2)).toBe('tls certificate')
    expect((await outline(dovecot.pop3Account(1, 'tls'))).at(-2)).toBe('tls certificate')
    expect((await outline({ security: 'tls' })).at(-2)).toBe('tls protocol')
    expect(await outline({}, { allowPrivateNetwork: false })).toEqual(['dns refused', undefined])
  })
})

describe('a server on a bad day', () => {
  let script: Pop3Script
  afterEach(() => script.stop())
  const OK = '+OK\r\n'
  const withAnswers = async (answers: Record<string, ScriptedAnswer>) => {
    script = await startPop3Script((command) => {
      const [word = ''] = command.split(' ')
      return answers[command] ?? answers[word] ?? (word === 'CAPA' ? '-ERR what?\r\n' : OK)
    })
    return connectPop3(script.account, { ...LOCAL, timeoutMs: 200 })
  }

  it('is older than capabilities, and is read all the same', async () => {
    const connection = await withAnswers({
      LIST: '+OK\r\n1 12\r\n2 9\r\n.\r\n',
      UIDL: '-ERR unknown command\r\n',
      'RETR 2': '+OK\r\nA: \0\xff\r\n\r\n..\r\n.\r\n',
    })
    expect(script.commands).toEqual(['CAPA', 'USER u', 'PASS p', 'CAPA'])
    expect(await listMaildrop(connection)).toEqual([
      { number: 1, size: 12, uidl: undefined },
      { number: 2, size: 9, uidl: undefined },
    ])
    const raw = await retrieveMessage(connection, 2)
    expect(raw.toString('utf8')).toBe('A: \0\xff\r\n\r\n.\r\n')
    await quit(connection)
  })

  it('hangs up within a message, of which nothing is kept', async () => {
    const connection = await withAnswers({ 'RETR 1': { last: '+OK\r\nSubject: half\r\n' } })
    const asked = [retrieveMessage(connection, 1), retrieveMessage(connection, 2)]
    const ended = await Promise.allSettled(asked)
    const lost = { status: 'rejected', reason: expect.objectContaining({ code: 'closed' }) }
    expect(ended).toEqual([lost, lost])
    expect(connection.closed).toBe(true)
  })

  it('falls silent within a message', async () => {
    const connection = await withAnswers({ 'RETR 1': '+OK\r\nSubject: half\r\n' })
    await expect(retrieveMessage(connection, 1)).rejects.toMatchObject({ code: 'timeout' })
  })

  it.each([
    ['-ERR [AUTH] no\r\n', 'authentication', false],
    ['-ERR no such mailbox\r\n', 'authentication', false],
    ['-ERR [IN-USE] somebody reads it\r\n', 'refused', true],
    ['-ERR maildrop already locked\r\n', 'refused', true],
    ['-ERR [LOGIN-DELAY] wait\r\n', 'refused', true],
    ['-ERR [SYS/TEMP] disk\r\n', 'refused', true],
    ['-ERR [SYS/PERM] gone\r\n', 'refused', false],
    [{ last: '' }, 'closed', true],
    ['nonsense\r\n', 'protocol', true],
  ] as const)('answers a password with %j', async (answer, code, retryable) => {
    await expect(withAnswers({ PASS: answer })).rejects.toMatchObject({ code, retryable })
  })

  it('does not begin TLS, and gets no password', async () => {
    script = await startPop3Script((command) => (command === '' ? OK : '-ERR no\r\n'))
    const account = { ...script.account, security: 'starttls' as const }
    await expect(connectPop3(account, LOCAL)).rejects.toMatchObject({ code: 'protocol' })
    expect(script.commands).toEqual(['STLS'])
  })

  it('says more than it was asked before TLS begins, which somebody else may have', async () => {
    script = await startPop3Script((command) => (command === 'STLS' ? '+OK\r\n+OK\r\n' : OK))
    const account = { ...script.account, security: 'starttls' as const }
    await expect(connectPop3(account, LOCAL)).rejects.toMatchObject({ code: 'protocol' })
  })

  it.each(['a\r\nDELE 1', 'a\0b'])('never gets %j as a password', async (password) => {
    script = await startPop3Script((command) => (command === 'CAPA' ? '-ERR\r\n' : OK))
    const account = { ...script.account, password }
    await expect(connectPop3(account, LOCAL)).rejects.toMatchObject({ code: 'authentication' })
    expect(script.commands.join()).not.toContain('a')
  })

  it('takes long passwords in a line of their own, by SASL', async () => {
    const password = 'é'.repeat(150)
    script = await startPop3Script((command) => {
      if (command === 'CAPA')
        return '+OK\r\nSASL LOGIN PLAIN\r\nUIDL\r\nLOGIN-DELAY 90 USER\r\n.\r\n'
      return command === 'AUTH PLAIN' ? '+ \r\n' : OK
    })
    const connection = await connectPop3({ ...script.account, password }, LOCAL)
    expect(connection).toMatchObject({ hasUidl: true, loginDelay: 90_000 })
    const response = Buffer.from(`\0u\0${password}`).toString('base64')
    expect(script.commands).toEqual(['CAPA', 'AUTH PLAIN', response, 'CAPA'])
    connection.close()
  })

  it('is sent commands ahead only where it says that it can', async () => {
    const one = '+OK\r\nx\r\n.\r\n'
    const connection = await withAnswers({ 'RETR 1': '', 'RETR 2': one })
    const asked = [retrieveMessage(connection, 1), retrieveMessage(connection, 2)]
    await expect(asked[0]).rejects.toMatchObject({ code: 'timeout' })
    await expect(asked[1]).rejects.toMatchObject({ code: 'timeout' })
    expect(script.commands).not.toContain('RETR 2')
  })
})
