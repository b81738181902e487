import { hash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { createMessageReader } from './message-reader.ts'
import type { MessageReader, MessageReaderOptions } from './message-reader.ts'

let reader: MessageReader | undefined
afterEach(() => reader?.close())

function start(options: MessageReaderOptions = {}): MessageReader {
  reader = createMessageReader(options)
  return reader
}

function letter(subject: string, body: Buffer | string = 'Bonjour.\r\n'): Buffer {
  const header = `From: anne@example.org\r\nSubject: ${subject}\r\n\r\n`
  return Buffer.concat([Buffer.from(header), Buffer.from(body)])
}

/** Takes its reader seconds: every third byte of it is an escape. */
function slowLetter(): Buffer {
  const head =
    'Subject: slow\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
  return Buffer.concat([Buffer.from(head), Buffer.alloc(100_000_000, `${'=41'.repeat(24)}=\r\n`)])
}

describe('the reader', () => {
  it('answers in order, however many messages there are', async () => {
    const raws = Array.from({ length: 120 }, (_, index) => letter(`n° ${index}`))
    const results = await start({ workers: 2 }).read(raws)
    const subjects = results.map((result) => result.ok && result.message.subject)
    expect(subjects).toEqual(raws.map((_, index) => `n° ${index}`))
    expect(results[7]?.contentSha256).toBe(hash('sha256', raws[7]!))
    expect(raws[7]).toEqual(letter('n° 7')) // the caller still has its bytes
  })

  it('reads nothing as nothing, and an empty message as an empty message', async () => {
    expect(await start().read([])).toEqual([])
    const [empty] = await reader!.read([Buffer.alloc(0)])
    expect(empty).toMatchObject({
      ok: true,
      size: 0,
      message: { subject: '', text: '', from: null },
    })
  })

  it('gives up a message that takes too long, and reads the others', async () => {
    const raws = [letter('before'), slowLetter(), letter('after'), letter('last')]
    const results = await start({ timeoutMs: 150 }).read(raws)
    expect(results.map(({ ok }) => ok)).toEqual([true, false, true, true])
    expect(results[1]).toMatchObject({
      problem: 'timeout',
      contentSha256: hash('sha256', raws[1]!),
      headers: expect.arrayContaining([{ name: 'Subject', value: 'slow' }]),
    })
  })

  it('gives up a message that takes its thread down, and reads the others', async () => {
    const page = '<p><b>x</b></p>'.repeat(60_000)
    const heavy = letter(`heavy\r\nContent-Type: text/html\r\n\r\n${page}`)
    const raws = [letter('before'), heavy, letter('after'), letter('last')]
    const results = await start({ memoryMb: 40 }).read(raws) // the libraries alone take 20 of them
    expect(results.map(({ ok }) => ok)).toEqual([true, false, true, true])
    expect(results[1]).toMatchObject({
      problem: 'crashed',
      headers: expect.arrayContaining([{ name: 'Subject', value: 'heavy' }]),
    })
    expect(await reader!.read([letter('later')])).toMatchObject([{ ok: true }])
  })

  it('shows and decodes while a batch is being read', async () => {
    const raws = Array.from({ length: 200 }, (_, index) => letter(`n° ${index}`))
    const reading = start().read(raws)
    const html = 'Content-Type: text/html\r\n\r\n<p onclick="x()">Salut</p>'
    const shown = await reader!.html(Buffer.from(html), { partUrl: '/parts/{index}' })
    expect(shown.toString()).toContain('<body data-images="0" data-pixels="0"><div><p>Salut</p>')
    expect(await reading).toHaveLength(200)
  })

  it('decodes a part, and says when there is none', async () => {
    const raw = Buffer.from(
      'Content-Type: application/pdf; name="a.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n',
    )
    const part = await start().part(raw, 0)
    expect(part).toEqual({
      name: 'a.pdf',
      contentType: 'application/pdf',
      content: Buffer.from('%PDF'),
    })
    await expect(reader!.part(raw, 1)).rejects.toMatchObject({ code: 'noSuchPart' })
  })

  it('lets go of what it has when it is closed', async () => {
    const reading = start().read([slowLetter()])
    const outcome = reading.catch((error) => error)
    await reader!.close()
    expect(await outcome).toMatchObject({ code: 'closed' })
  })
})
