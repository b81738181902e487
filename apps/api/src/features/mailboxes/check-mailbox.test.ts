import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import {
  type Dovecot,
  dovecotInstalled,
  dovecotPop3Installed,
  startDovecot,
  startPop3Script,
  startSmtpCatcher,
} from '@levee/mail/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'
import { checkKeptMailbox, checkSettings } from './service.ts'

const missing = dovecotInstalled() ? '' : ' (skipped: Dovecot 2.3 is not installed)'
const { deps, as, aUser } = await testApp({ env: { LEVEE_ALLOW_PRIVATE_NETWORK: 'true' } })
const closed = await testApp()
const asAdmin = as(await aUser({ role: 'admin' }))
const smtp = await startSmtpCatcher()
afterAll(() => smtp.stop())

const inputOf = (incoming: object, outgoing?: object) => ({
  name: 'Accueil',
  address: `${crypto.randomUUID()}@port-leveque.example`,
  incoming: { protocol: 'imap', ...incoming },
  ...(outgoing && { outgoing }),
})

const outgoing = () => ({ host: '127.0.0.1', port: smtp.port, security: 'none' })

const check = async (input: object) => {
  const answer = await asAdmin.post('/api/v1/mailboxes/check', input)
  expect(answer).toMatchObject({ statusCode: 200 })
  return answer.json()
}

const nowhere = { host: '127.0.0.1', port: 1, security: 'none', username: 'u', password: 'p' }

describe('trying the settings of a mailbox', () => {
  it('says which step failed, what it means and how to mend it', async () => {
    const { ok, steps, folders } = await check(inputOf(nowhere))
    expect({ ok, folders }).toEqual({ ok: false, folders: [] })
    expect(steps).toEqual([
      { step: 'dns', ok: true, message: 'The server’s name is known.' },
      {
        step: 'connect',
        ok: false,
        code: 'unreachable',
        message: 'Nothing answers at 127.0.0.1, port 1.',
        fix: expect.stringContaining('993 with TLS'),
      },
    ])
  })

  it('does not go to private networks unless that is allowed', async () => {
    const admin = closed.as(await closed.aUser({ role: 'admin' }))
    const answer = await admin.post('/api/v1/mailboxes/check', inputOf(nowhere, { ...nowhere }))
    expect(answer.json().steps).toMatchObject([
      { step: 'dns', ok: false, fix: expect.stringContaining('LEVEE_ALLOW_PRIVATE_NETWORK') },
      {
        step: 'smtpConnect',
        ok: false,
        fix: expect.stringContaining('LEVEE_ALLOW_PRIVATE_NETWORK'),
      },
    ])
  })

  it('needs what IMAP needs', async () => {
    const answer = await asAdmin.post('/api/v1/mailboxes/check', inputOf({ host: 'x.example' }))
    expect(answer).toBeProblem(400, 'invalid')
  })
})

describe('trying a POP3 server', () => {
  it('says which port is usual, in its own words', async () => {
    const { steps } = await check(inputOf({ ...nowhere, protocol: 'pop3' }))
    expect(steps.at(-1)).toMatchObject({
      step: 'connect',
      code: 'unreachable',
      fix: expect.stringContaining('995 with TLS'),
    })
    const answer = await asAdmin.post(
      '/api/v1/mailboxes/check',
      inputOf({ protocol: 'pop3', host: 'x.example' }),
    )
    expect(answer.json().errors[0].message).toBe('is missing: POP3 needs it')
  })

  it('warns when it does not name its messages, and says that another program reads the mail', async () => {
    let door = '+OK\r\n'
    const script = await startPop3Script((command) => {
      if (command === 'CAPA' || command === 'UIDL') return '-ERR unknown\r\n'
      if (command === 'LIST') return '+OK\r\n1 10\r\n.\r\n'
      return command.startsWith('PASS') ? door : '+OK\r\n'
    })
    const { ok, steps } = await check(inputOf({ ...script.account, protocol: 'pop3' }))
    expect(ok).toBe(true)
    expect(steps.at(-1)).toMatchObject({
      step: 'messages',
      ok: true,
      code: 'noUidl',
      message: expect.stringContaining('UIDL'),
      fix: expect.stringContaining('IMAP'),
    })
    door = '-ERR [IN-USE] another session\r\n'
    const refused = await check(inputOf({ ...script.account, protocol: 'pop3' }))
    expect(refused.steps.at(-1)).toMatchObject({
      code: 'refused',
      fix: expect.stringContaining('another program'),
    })
    await script.stop()
  })
})

describe.skipIf(missing)(`trying a real server${missing}`, () => {
  let dovecot: Dovecot
  beforeAll(async () => {
    dovecot = await startDovecot({ users: 1, pop3: dovecotPop3Installed(), quota: '10M' })
  })
  afterAll(() => dovecot?.stop())

  it('says in plain words what the server can do, how full the mailbox is, and who may send', async () => {
    const { notes } = await check(inputOf(dovecot.account(1), outgoing()))
    const byTopic = Object.fromEntries(notes.map((each: { topic: string }) => [each.topic, each]))
    expect(byTopic).toMatchObject({
      arrival: { code: 'announces', tone: 'good', message: expect.stringContaining('IDLE') },
      resuming: { code: 'resumesFast' },
      moving: { code: 'moves' },
      roles: { code: 'namesRoles' },
      quota: { code: 'hasRoom', message: expect.stringMatching(/10,5.Mo/) },
      spf: { code: 'spfMissing', tone: 'warn', fix: expect.stringContaining('v=spf1') },
      dkim: { code: 'dkimNotChecked', tone: 'info' },
      dmarc: { code: 'dmarcMissing', fix: expect.stringContaining('_dmarc.port-leveque.example') },
    })
    const receiving = await check(inputOf(dovecot.account(1)))
    expect(receiving.notes.map(({ topic }: { topic: string }) => topic)).not.toContain('spf')
  })

  it('passes every step, lists the folders and sends nothing', async () => {
    const { ok, steps, folders } = await check(inputOf(dovecot.account(1), outgoing()))
    expect(steps.map(({ step }: { step: string }) => step)).toEqual([
      'dns',
      'connect',
      'login',
      'folders',
      'smtpConnect',
    ])
    expect(ok).toBe(true)
    expect(folders).toContainEqual({
      path: 'INBOX',
      role: 'inbox',
      roleFrom: 'name',
      messages: expect.any(Number),
    })
    expect(smtp.messages).toEqual([])
  })

  it('says that the password is wrong', async () => {
    const { ok, steps } = await check(inputOf({ ...dovecot.account(1), password: 'faux' }))
    expect(ok).toBe(false)
    expect(steps.at(-1)).toMatchObject({ step: 'login', ok: false, code: 'authentication' })
  })

  it('shows the certificate, and warns before it ends', async () => {
    const before = getCACertificates('default')
    setDefaultCACertificates([dovecot.ca])
    try {
      const account = { ...dovecot.account(1), host: 'localhost', port: dovecot.imapsPort }
      const incoming = { protocol: 'imap', ...account, security: 'tls' } as const
      const tlsStep = async (now: Date) =>
        (await checkSettings({ ...deps, now: () => now }, { incoming })).steps[2]
      const step = await tlsStep(new Date())
      expect(step).toMatchObject({
        step: 'tls',
        ok: true,
        tls: {
          protocol: 'TLSv1.3',
          names: ['localhost', '127.0.0.1'],
          daysLeft: 29,
          problem: null,
        },
      })
      expect(step).not.toHaveProperty('warning')
      expect(await tlsStep(new Date(Date.now() + 17 * 86_400_000))).toMatchObject({
        ok: true,
        warning: expect.stringContaining(step?.tls?.validUntil.slice(0, 10) ?? 'a day'),
        tls: { daysLeft: 12 },
      })
    } finally {
      setDefaultCACertificates(before)
    }
  })

  it('says why a certificate is not trusted', async () => {
    const account = { ...dovecot.account(1), host: 'localhost', security: 'starttls' }
    const { steps } = await check(inputOf({ ...account, port: dovecot.imapPort }))
    expect(steps.at(-1)).toMatchObject({
      step: 'tls',
      code: 'certificate',
      tls: { problem: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    })
  })

  it('says what each folder is for, and who says so', async () => {
    const folderRoles = { archive: 'Trash' }
    const { folders } = await check(inputOf({ ...dovecot.account(1), folderRoles }))
    expect(folders).toContainEqual({
      path: 'Sent',
      role: 'sent',
      roleFrom: 'server',
      messages: 0,
    })
    expect(folders).toContainEqual(
      expect.objectContaining({ path: 'Trash', role: 'archive', roleFrom: 'choice' }),
    )
  })

  it.skipIf(!dovecotPop3Installed())('passes every step over POP3', async () => {
    const input = inputOf({ ...dovecot.pop3Account(1), protocol: 'pop3' })
    const { ok, steps } = await check(input)
    expect(ok).toBe(true)
    expect(steps.map(({ step }: { step: string }) => step)).toEqual([
      'dns',
      'connect',
      'login',
      'messages',
    ])
    expect(steps.at(-1)).not.toHaveProperty('code')
    const { id } = (await asAdmin.post('/api/v1/mailboxes', input)).json()
    expect(await checkKeptMailbox(deps, id)).toMatchObject({ ok: true })
  })

  it('can be done with what is kept', async () => {
    const input = inputOf(dovecot.account(1), outgoing())
    const { id } = (await asAdmin.post('/api/v1/mailboxes', input)).json()
    expect(await checkKeptMailbox(deps, id)).toMatchObject({ ok: true })
  })
})
