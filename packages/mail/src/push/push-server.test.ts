import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { describe, expect, it } from 'vitest'
import { pushClient } from '../testing/push-client.ts'
import { LARGEST, pushDesk } from '../testing/push-desk.ts'
import { checkPush } from './check-push.ts'
import { startPushServer } from './push-server.ts'
import { createTurns } from './turns.ts'

const MAIL = Buffer.from('Subject: Bonjour\r\n\r\nNid de poule\r\n')

describe('handing mail over by LMTP', () => {
  it('answers for each recipient on its own, and files once for a mailbox', async () => {
    const { client, messages } = await pushDesk('lmtp', {
      deliver: async () => new Set(['contact@vareilles.example']),
    })
    const lmtp = await client()
    const answers = await lmtp.address([
      'contact@vareilles.example',
      'mairie@vareilles.example',
      'nobody@vareilles.example',
      'Contact+facture@Vareilles.example',
    ])
    expect(answers.map((answer) => answer.slice(0, 9))).toEqual([
      '250 2.1.5',
      '250 2.1.5',
      '550 5.1.1',
      '250 2.1.5',
    ])
    const stored = await lmtp.data(MAIL, 3)
    expect(stored.map((answer) => answer.slice(0, 9))).toEqual([
      '250 2.6.0',
      '451 4.3.0',
      '250 2.6.0',
    ])
    expect(messages.map(({ mailboxIds }) => mailboxIds)).toEqual([
      ['contact@vareilles.example', 'mairie@vareilles.example'],
    ])
  })

  it('answers as often as a recipient was accepted, and takes no more than it can', async () => {
    const { client, messages } = await pushDesk('lmtp')
    const lmtp = await client()
    const few = Array.from({ length: 3 }, () => 'contact@vareilles.example')
    await lmtp.address(few)
    expect(await lmtp.data(MAIL, 3)).toEqual(Array(3).fill(expect.stringMatching(/^250 /)))
    expect(messages.map(({ mailboxIds }) => mailboxIds.length)).toEqual([1])
    const many = Array.from({ length: 201 }, (_, n) => `contact+${n}@vareilles.example`)
    const answers = await lmtp.address(many)
    expect(answers.filter((answer) => answer.startsWith('250 2.1.5'))).toHaveLength(200)
    expect(answers.at(-1)).toMatch(/^452 4\.5\.3 /)
  })

  it('says what it takes, and names itself', async () => {
    const { server, client } = await pushDesk('lmtp')
    const lmtp = await client()
    const hello = await lmtp.say('LHLO mx.example')
    for (const word of [
      'PIPELINING',
      '8BITMIME',
      'SMTPUTF8',
      'ENHANCEDSTATUSCODES',
      'SIZE 3000000',
    ])
      expect(hello).toContain(word)
    expect(hello).not.toMatch(/AUTH|STARTTLS|XCLIENT/)
    await checkPush('lmtp', { host: '127.0.0.1', port: server.port })
    await expect(checkPush('smtp', { host: '127.0.0.1', port: server.port })).rejects.toThrow(
      /Another program answers/,
    )
  })

  it('is understood by a client that others wrote', async () => {
    const { server, messages } = await pushDesk('lmtp')
    const connection = new SMTPConnection({ port: server.port, host: '127.0.0.1', lmtp: true })
    await new Promise<void>((resolve, reject) => {
      connection.on('error', reject)
      connection.connect(() => resolve())
    })
    const sent = await new Promise((resolve, reject) => {
      const to = ['contact@vareilles.example', 'x@vareilles.example', 'mairie@vareilles.example']
      connection.send({ from: 'anne@x.example', to }, MAIL, (error, info) =>
        error ? reject(error) : resolve(info),
      )
    })
    connection.quit()
    expect(sent).toMatchObject({
      accepted: ['contact@vareilles.example', 'mairie@vareilles.example'],
      rejected: ['x@vareilles.example'],
    })
    expect(messages).toHaveLength(1)
  })
})

describe('handing mail over by SMTP', () => {
  it('answers once for all: that they are to be tried again when one is', async () => {
    const { client } = await pushDesk('smtp', {
      deliver: async () => new Set(['contact@vareilles.example']),
    })
    const smtp = await client()
    await smtp.address(['contact@vareilles.example', 'mairie@vareilles.example'])
    expect(await smtp.data(MAIL)).toEqual([expect.stringMatching(/^451 4\.3\.0 /)])
    await smtp.address(['contact@vareilles.example'])
    expect(await smtp.data(MAIL)).toEqual([expect.stringMatching(/^250 2\.6\.0 /)])
  })

  it('relays nothing, whatever the address looks like', async () => {
    const { client } = await pushDesk('smtp')
    const smtp = await client()
    const answers = await smtp.address([
      'anne@elsewhere.example',
      'contact%vareilles.example@elsewhere.example',
      'postmaster',
      '@vareilles.example:anne@elsewhere.example',
      'anne@elsewhere.example@vareilles.example',
      '"contact@vareilles.example"@elsewhere.example',
    ])
    for (const answer of answers) expect(answer).toMatch(/^5\d\d /)
    expect(await smtp.say('DATA')).toMatch(/^503 /)
  })

  it('writes who sent it and how it came, and of several recipients none', async () => {
    const { client, messages } = await pushDesk('smtp')
    const smtp = await client()
    await smtp.address(['contact@vareilles.example'], 'anne@müller.example')
    await smtp.data(MAIL)
    await smtp.address(['contact@vareilles.example', 'mairie@vareilles.example'], '')
    await smtp.data(MAIL)
    const [one, two] = messages.map(({ raw }) => raw.toString())
    expect(one).toMatch(
      /^Return-Path: <anne@xn--mller-kva\.example>\r\nReceived: from mx\.example \(\[127\.0\.0\.1\]\)\r\n by levee with ESMTP id \w+ for <contact@vareilles\.example>;\r\n Mon, 02 Mar 2026 09:30:00 \+0000\r\nSubject: Bonjour\r\n/,
    )
    expect(two).toMatch(/^Return-Path: <>\r\nReceived: [^;]* id \w+;\r\n/)
  })

  it('refuses what is too long, announced or not, and goes on', async () => {
    const { client, messages } = await pushDesk('smtp')
    const smtp = await client()
    await smtp.say('EHLO mx.example')
    const announced = await smtp.say(`MAIL FROM:<a@x.example> SIZE=${LARGEST + 1}`)
    expect(announced).toMatch(/^552 5\.3\.4 /)
    await smtp.address(['contact@vareilles.example'])
    expect(await smtp.data(Buffer.alloc(LARGEST + 1, 'x\r\n'))).toEqual([
      expect.stringMatching(/^552 5\.3\.4 /),
    ])
    await smtp.address(['contact@vareilles.example'])
    expect(await smtp.data(MAIL)).toEqual([expect.stringMatching(/^250 /)])
    expect(messages).toHaveLength(1)
  })

  it('refuses commands without end', async () => {
    const { client } = await pushDesk('smtp')
    const smtp = await client()
    expect(await smtp.say(`EHLO ${'x'.repeat(5_000)}`)).toMatch(/^421 /)
  })
})

describe('trouble of ours', () => {
  it('is answered with 451, never with 5xx', async () => {
    const { client } = await pushDesk('lmtp', {
      deliver: () => Promise.reject(new Error('no disk')),
    })
    const lmtp = await client()
    await lmtp.address(['contact@vareilles.example', 'mairie@vareilles.example'])
    expect(await lmtp.data(MAIL, 2)).toEqual(Array(2).fill(expect.stringMatching(/^451 4\.3\.0 /)))
  })
})

describe('stopping', () => {
  it('answers what is under way, hangs up on who waits, and takes no more', async () => {
    const storing = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const { server, client } = await pushDesk('lmtp', {
      deliver: async ({ mailboxIds }) => {
        begun.resolve()
        await storing.promise
        return new Set(mailboxIds)
      },
    })
    const [busy, idle] = [await client(), await client()]
    await busy.address(['contact@vareilles.example'])
    const answer = busy.data(MAIL)
    await begun.promise
    const stopped = server.stop()
    expect(await idle.reply()).toMatch(/^421 /)
    storing.resolve()
    expect(await answer).toEqual([expect.stringMatching(/^250 /)])
    busy.close()
    await stopped
    await expect(pushClient(server.port, 'lmtp')).rejects.toThrow(/hung up/)
  })

  it('says by the code of the system that a port is taken', async () => {
    const { server } = await pushDesk('lmtp')
    const second = startPushServer({
      protocol: 'smtp',
      host: '127.0.0.1',
      port: server.port,
      largest: LARGEST,
      turns: createTurns(1),
      now: () => new Date(),
      findMailbox: async () => undefined,
      deliver: async () => new Set(),
      onTrouble: () => undefined,
    })
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})
