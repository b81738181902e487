import { describe, expect, it } from 'vitest'
import { elideAttachments } from './elide-attachments.ts'
import { parseMime } from './parse-mime.ts'
import { readMessage } from './read-message.ts'

const LINE = 'QUJD'.repeat(19)

function base64(lines: number, last = 'QUI=', newline = '\r\n'): string {
  return `${LINE}${newline}`.repeat(lines) + `${last}${newline}`
}

function message(newline: string, ...lines: string[]): Buffer {
  return Buffer.from(lines.join(newline) + newline)
}

function withFile(newline: string, type: string, body: string): Buffer {
  return message(
    newline,
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Voici.',
    '--b',
    `Content-Type: ${type}; name="a.bin"`,
    'Content-Transfer-Encoding: base64',
    'Content-Disposition: attachment',
    '',
    `${body}--b`,
    'Content-Type: text/plain',
    '',
    'Au revoir.',
    '--b--',
  )
}

describe('reading around large files', () => {
  it.each(['\r\n', '\n'])('gives the same as reading through them: %j', async (newline) => {
    const raw = withFile(newline, 'application/pdf', base64(1000, 'QUI=', newline))
    const { raw: elided, cuts } = elideAttachments(raw)
    expect(cuts).toBe(1)
    expect(elided.length).toBeLessThan(1000)
    const { attachments } = await parseMime(raw, () => true)
    const size = attachments[0]?.content?.length
    expect(size).toBe(1000 * 57 + 2)
    expect(await readMessage(raw)).toMatchObject({
      ok: true,
      message: { text: 'Voici.\nAu revoir.', attachments: [{ name: 'a.bin', size }] },
    })
  })

  it('leaves texts, small files and other encodings alone', () => {
    for (const raw of [
      withFile('\r\n', 'text/html', base64(1000)),
      withFile('\r\n', 'application/pdf', base64(10)),
      withFile('\r\n', 'application/pdf', `${'x'.repeat(75)}\r\n`.repeat(1000)),
    ]) {
      expect(elideAttachments(raw)).toEqual({ raw, cuts: 0 })
    }
  })

  it('takes nothing from a text that only looks like a file', async () => {
    const quoted = withFile('\r\n', 'application/pdf', base64(500)).toString()
    const raw = message('\r\n', 'Content-Type: text/plain', '', quoted)
    expect(elideAttachments(raw).cuts).toBe(1)
    const result = await readMessage(raw)
    expect(result.ok && result.message.text).toBe(quoted.replaceAll('\r\n', '\n').trimEnd())
  })

  it('never cuts a boundary, wherever it stands', async () => {
    const raw = withFile(
      '\r\n',
      'application/pdf',
      `${base64(300)}--b\r\n\r\nEncore.\r\n${base64(300)}`,
    )
    const result = await readMessage(raw)
    expect(result.ok && result.message.text).toContain('Encore.')
  })

  it('finds a file that is the whole message', async () => {
    const raw = message(
      '\r\n',
      'Subject: scan',
      'Content-Type: image/png',
      'Content-Transfer-Encoding: base64',
      '',
      base64(500),
    )
    expect(elideAttachments(raw).cuts).toBe(1)
    expect(await readMessage(raw)).toMatchObject({
      message: { subject: 'scan', attachments: [{ size: 500 * 57 + 2 }] },
    })
  })
})
