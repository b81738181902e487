import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { type SmtpFault, startSmtpScript } from '../testing/index.ts'
import { type EndClearance, holdEnd } from './hold-end.ts'
import { sendMessage } from './send-message.ts'

const faults: (SmtpFault | undefined)[] = []
const server = await startSmtpScript({ faultOf: () => faults.shift() })
afterAll(() => server.stop())

const LONG = 300_000 // bytes: more than all buffers on the way hold
const mailOf = (text: string) => Buffer.from(`Subject: A\r\n\r\n${text}`)

/** What became of the end of each message, in turn. */
const ends: string[] = []

async function send(
  raw: Buffer,
  clear: () => Promise<void>,
  given = () => void ends.push('given'),
): Promise<unknown> {
  const beforeEnd = async (): Promise<EndClearance> => {
    await clear()
    return {
      given,
      notGiven: async () => void ends.push('not given'),
    }
  }
  const account = { host: '127.0.0.1', port: server.port, security: 'none' } as const
  const envelope = { from: 'a@x.example', to: ['b@x.example'] }
  return sendMessage(account, envelope, raw, { allowPrivateNetwork: true, beforeEnd })
}

function fillDisk(): never {
  throw new Error('the disk is full')
}

describe('the end of a message', () => {
  it.each([
    ['a short mail', mailOf('Bonjour.\r\n.\r\nFin.\r\n')],
    ['a long one', mailOf('Bonjour.\r\n'.repeat(LONG / 10))],
    ['one of a single byte', Buffer.from('x')],
    ['one that ends in a dot', mailOf('Bonjour.\r\n.')],
    ['one that ends in the middle of a line', mailOf('Bonjour.\r\nFin')],
  ])(
    'is given when all else of it is there, and what is asked before said yes: %s',
    async (_what, raw) => {
      const before = server.taken.length
      await send(raw, async () => {
        const there = () => expect(server.unfinished().at(-1)?.length).toBe(raw.length)
        await vi.waitFor(there, 5_000)
        expect(server.taken).toHaveLength(before)
      })
      expect(server.taken).toHaveLength(before + 1)
      expect(server.taken.at(-1)?.raw.toString().trimEnd()).toBe(raw.toString().trimEnd())
    },
  )

  it.each([true, false])(
    'is not asked about while anything else waits in a buffer; writes are heard: %s',
    async (hearsWrites) => {
      const heard: string[] = []
      const clear = async (): Promise<EndClearance> => {
        heard.push('asked')
        return { given: () => void heard.push('given'), notGiven: async () => undefined }
      }
      const held = holdEnd(Buffer.from('0123456789'), clear, { hearsWrites })
      held.message.on('end', () => heard.push('end')).resume()
      held.beforeWrite()
      held.wrote(9)
      await sleep(5)
      expect(heard).toEqual([])
      held.wrote(1)
      await sleep(5)
      held.beforeWrite()
      expect(heard).toEqual(hearsWrites ? ['asked', 'end', 'given'] : ['asked', 'given', 'end'])
      expect(held.isGiven()).toBe(true)
      await held.giveUp()
    },
  )

  it('never comes when it says no: nothing is sent, and the next attempt sends it once', async () => {
    const raw = mailOf('Non.\r\n')
    const before = server.taken.length
    const refused = send(raw, () => Promise.reject(new Error('somebody else does')))
    await expect(refused).rejects.toMatchObject({ uncertain: false, message: 'somebody else does' })
    await sleep(100)
    expect(server.taken).toHaveLength(before)
    expect(server.unfinished().at(-1)).toEqual(raw)
    await send(raw, async () => undefined)
    expect(server.taken).toHaveLength(before + 1)
  })

  it('is not given where whoever hears of it refuses in that moment', async () => {
    const raw = mailOf('Bonjour.\r\n')
    const [taken, heard] = [server.taken.length, ends.length]
    const refused = send(raw, async () => undefined, fillDisk)
    await expect(refused).rejects.toMatchObject({
      uncertain: false,
      message: expect.stringContaining('the disk is full'),
    })
    await sleep(100)
    expect(server.taken).toHaveLength(taken)
    expect(server.unfinished().at(-1)).toEqual(raw)
    expect(ends.slice(heard)).toEqual(['not given'])
  })

  it('was certainly not given where the connection breaks meanwhile: what is asked has ended by then', async () => {
    const raw = mailOf('Bonjour.\r\n'.repeat(50))
    faults.push({ at: 'body', does: 'hangUp' })
    let hasEnded = false
    const broken = send(raw, async () => {
      await sleep(200)
      hasEnded = true
    })
    await expect(broken).rejects.toMatchObject({ uncertain: false, retryable: true })
    expect(hasEnded).toBe(true)
    expect(ends.at(-1)).toBe('not given')
  })

  it.each(['end', 'taken'] as const)('may have been given: cut at %s', async (at) => {
    faults.push({ at, does: 'hangUp' })
    const broken = send(mailOf('Bonjour.\r\n'), async () => undefined)
    await expect(broken).rejects.toMatchObject({ uncertain: true, retryable: false })
    expect(ends.at(-1)).toBe('given')
  })

  it.each(['recipient', 'data'] as const)('is not asked for: cut at %s', async (at) => {
    faults.push({ at, does: 'hangUp' })
    const asked: string[] = []
    const broken = send(mailOf('Bonjour.\r\n'), async () => void asked.push(at))
    await expect(broken).rejects.toMatchObject({ uncertain: false, retryable: true })
    await sleep(50)
    expect(asked).toEqual([])
  })
})
