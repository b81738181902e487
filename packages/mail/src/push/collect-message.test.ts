import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { below, pushDesk } from '../testing/push-desk.ts'

describe('the bytes of a message', () => {
  it('are those that were transmitted, however they come', async () => {
    const { client, messages } = await pushDesk('smtp')
    const smtp = await client()
    const line = fc.oneof(
      fc.constantFrom('.', '..', '.x', '', '...', 'From x', '\r', 'a\0b', '. .'),
      fc
        .uint8Array({ maxLength: 40 })
        .map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 10)).toString('latin1')),
    )
    const sample = fc.tuple(
      fc.array(line, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 9 }),
    )
    for (const [lines, cut] of fc.sample(sample, 25)) {
      const body = Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1')
      await smtp.address(['contact@vareilles.example'])
      await smtp.say('DATA')
      const sent = Buffer.from(
        `${body.toString('latin1').replace(/(^|\r\n)\./g, '$1..')}.\r\n`,
        'latin1',
      )
      for (let at = 0; at < sent.length; at += cut) {
        await smtp.write(sent.subarray(at, at + cut))
        await new Promise(setImmediate)
      }
      expect(await smtp.reply()).toMatch(/^250 /)
      const message = messages.at(-1)
      expect(message && below(message).toString('latin1')).toBe(body.toString('latin1'))
    }
  })

  it('give the same hash when they are transmitted again', async () => {
    const { client, messages } = await pushDesk('lmtp')
    const lmtp = await client()
    for (const recipient of ['contact@vareilles.example', 'mairie@vareilles.example']) {
      await lmtp.address([recipient])
      await lmtp.data(Buffer.from('Subject: Bonjour\r\n\r\nNid de poule\r\n'))
    }
    const [one, two] = messages
    expect(one?.raw.equals(two?.raw ?? Buffer.alloc(0))).toBe(false)
    expect(one?.transmittedSha256).toBe(two?.transmittedSha256)
  })

  it('of large messages are in memory one at a time when there is one turn', async () => {
    const held: number[] = []
    let now = 0
    const { client, messages } = await pushDesk('lmtp', {
      turns: 1,
      deliver: async ({ mailboxIds }) => {
        held.push(++now)
        await new Promise((resolve) => setTimeout(resolve, 20)) // as storing takes
        now--
        return new Set(mailboxIds)
      },
    })
    const large = Buffer.alloc(2_000_000, 'une ligne de texte\r\n')
    const answers = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const lmtp = await client()
        await lmtp.address(['contact@vareilles.example'])
        return lmtp.data(large)
      }),
    )
    expect(answers.flat()).toEqual(Array(5).fill(expect.stringMatching(/^250 /)))
    expect(Math.max(...held)).toBe(1)
    expect(messages.every((message) => below(message).equals(large))).toBe(true)
  })

  it('are not delivered when the client goes away before their end, and its turn is over', async () => {
    const { client, messages } = await pushDesk('lmtp', { turns: 1 })
    const leaving = await client()
    await leaving.address(['contact@vareilles.example'])
    await leaving.say('DATA')
    await leaving.write(Buffer.alloc(1_500_000, 'x\r\n'))
    leaving.close()
    const lmtp = await client()
    await lmtp.address(['contact@vareilles.example'])
    await lmtp.data(Buffer.alloc(1_500_000, 'y\r\n'))
    expect(messages).toHaveLength(1)
    expect(messages[0] && below(messages[0]).subarray(0, 3).toString()).toBe('y\r\n')
  })
})
