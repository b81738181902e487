import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  countMaildir,
  dovecotInstalled,
  freePorts,
  startDovecot,
  startSmtpCatcher,
} from '../testing/index.ts'
import type { Dovecot, SmtpCatcher } from '../testing/index.ts'
import { type RoundTripAccounts, tryRoundTrip } from './try-round-trip.ts'

const missing = dovecotInstalled() ? '' : ' (skipped: Dovecot 2.3 is not installed)'
const address = 'contact@port-leveque.example'

let made = 0
const aTestMail = () => {
  const internetMessageId = `test.${++made}@port-leveque.example`
  const raw = Buffer.from(
    `From: ${address}\r\nTo: ${address}\r\nMessage-ID: <${internetMessageId}>\r\n\r\nEssai\r\n`,
  )
  return { internetMessageId, address, raw }
}

describe.skipIf(missing)(`a mail to oneself${missing}`, () => {
  let dovecot: Dovecot
  let smtp: SmtpCatcher
  beforeAll(async () => {
    dovecot = await startDovecot({ users: 1 })
    smtp = await startSmtpCatcher()
  })
  afterAll(async () => {
    await dovecot?.stop()
    await smtp?.stop()
  })

  const go = (mail = aTestMail(), more: Partial<RoundTripAccounts> = {}, timeoutMs = 20_000) =>
    tryRoundTrip(
      mail,
      {
        incoming: dovecot.account(1),
        outgoing: { host: '127.0.0.1', port: smtp.port, security: 'none' },
        mayRemove: true,
        ...more,
      },
      { allowPrivateNetwork: true, timeoutMs },
    )

  /** What a mail server does with a mail that it takes. */
  const deliver = async (id: string, ...folders: string[]) => {
    const { raw } = await smtp.waitForMessage((each) => each.raw.includes(id))
    for (const folder of folders) await dovecot.deliver(1, raw, { folder })
  }

  it('is seen when it arrives, and leaves nothing behind but what was there', async () => {
    await dovecot.deliver(1, Buffer.from('Subject: mine\r\n\r\nstays\r\n'))
    const mail = aTestMail()
    const [trip] = await Promise.all([go(mail), deliver(mail.internetMessageId, 'Sent', 'INBOX')])
    expect(trip).toMatchObject({ outcome: 'arrived', folder: 'INBOX', isRemoved: true })
    expect(trip.milliseconds).toBeGreaterThan(0)
    expect(await countMaildir(dovecot.maildir(1))).toBe(1)
    expect(await countMaildir(dovecot.maildir(1), 'Sent')).toBe(0)
  })

  it('stays where nothing may be changed', async () => {
    const mail = aTestMail()
    const [trip] = await Promise.all([
      go(mail, { mayRemove: false }),
      deliver(mail.internetMessageId, 'INBOX'),
    ])
    expect(trip).toMatchObject({ outcome: 'arrived', isRemoved: false })
    expect(await countMaildir(dovecot.maildir(1))).toBe(2)
  })

  it('is found among the spam', async () => {
    const mail = aTestMail()
    const [trip] = await Promise.all([go(mail), deliver(mail.internetMessageId, 'Junk')])
    expect(trip).toMatchObject({ outcome: 'junk', folder: 'Junk', isRemoved: true })
  })

  it('says where it stuck', async () => {
    expect(await go(aTestMail(), {}, 100)).toMatchObject({ outcome: 'missing', folder: null })
    const [port = 1] = await freePorts(1)
    const nowhere = { host: '127.0.0.1', port, security: 'none' as const }
    expect(await go(aTestMail(), { outgoing: nowhere })).toMatchObject({
      outcome: 'notSent',
      code: 'unreachable',
    })
    smtp.failNext(550, 'No such user here')
    expect(await go()).toMatchObject({
      outcome: 'notSent',
      detail: expect.stringContaining('No such user here'),
    })
    const wrong = { ...dovecot.account(1), password: 'wrong' }
    expect(await go(aTestMail(), { incoming: wrong })).toMatchObject({
      outcome: 'notRead',
      code: 'authentication',
    })
  })
})
