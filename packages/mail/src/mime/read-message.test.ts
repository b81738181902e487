import { describe, expect, it } from 'vitest'
import type { ParsedMessage } from './parsed-message.ts'
import { readMessage } from './read-message.ts'

async function read(...lines: (string | Buffer)[]): Promise<ParsedMessage> {
  const parts = lines.map((line) => Buffer.concat([Buffer.from(line), Buffer.from('\r\n')]))
  const result = readMessage(Buffer.concat(parts))
  if (!result.ok) throw new Error(result.problem)
  return result.message
}

const MIXED = 'Content-Type: multipart/mixed; boundary=b'

describe('reading a message', () => {
  it('finds who wrote to whom about what, and when', async () => {
    const message = await read(
      'Message-ID: <1@example.org>',
      'From: =?utf-8?q?Ren=C3=A9_Dup=C3=A9?= <rene@example.org>',
      'To: contact@mairie.example, "Durand, Anne" <anne@mairie.example>',
      'Cc: Amis: a@x.org, B <b@x.org>;',
      'Reply-To: Bureau <bureau@example.org>',
      'Subject: =?iso-8859-1?q?Salle_des_f=EAtes?=',
      'Date: Mon, 2 Mar 2026 10:00:00 +0100 (CET)',
      '',
      'Bonjour.',
    )
    expect(message).toMatchObject({
      internetMessageId: '1@example.org',
      from: { name: 'René Dupé', address: 'rene@example.org' },
      to: [
        { name: '', address: 'contact@mairie.example' },
        { name: 'Durand, Anne', address: 'anne@mairie.example' },
      ],
      cc: [
        { name: '', address: 'a@x.org' },
        { name: 'B', address: 'b@x.org' },
      ],
      replyTo: [{ name: 'Bureau', address: 'bureau@example.org' }],
      subject: 'Salle des fêtes',
      date: new Date('2026-03-02T09:00:00Z'),
      text: 'Bonjour.',
      hasHtml: false,
      automatic: 'no',
    })
  })

  it('needs none of it', async () => {
    expect(await read('', 'Bonjour.')).toMatchObject({
      internetMessageId: null,
      from: null,
      to: [],
      subject: '',
      date: null,
      text: 'Bonjour.',
      attachments: [],
    })
  })

  it('knows no date that is none: today would be a lie', async () => {
    for (const date of ['yesterday', 'Mon, 1 Jan 1900 00:00:00 +0000', '99999999999']) {
      expect((await read(`Date: ${date}`, '', 'x')).date).toBeNull()
    }
  })

  it('finds the thread through folds, prose and repetition', async () => {
    const message = await read(
      'In-Reply-To: Message of "Mon" <first@x.org>',
      'References: <first@x.org>',
      '\t<second@x.org> <first@x.org>',
      '',
      'x',
    )
    expect(message.inReplyTo).toEqual(['first@x.org'])
    expect(message.references).toEqual(['first@x.org', 'second@x.org'])
  })

  it('reads the plain text of a mail that says everything twice', async () => {
    const message = await read(
      'Content-Type: multipart/alternative; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'plain words',
      '--b',
      'Content-Type: text/html',
      '',
      '<p>rich words</p>',
      '--b--',
    )
    expect(message).toMatchObject({ text: 'plain words', hasHtml: true, attachments: [] })
  })

  it('turns HTML into text when there is nothing else, without markup and addresses', async () => {
    const message = await read(
      'Content-Type: text/html; charset=utf-8',
      '',
      '<style>p{color:red}</style><h1>Titre</h1><p>Un&nbsp;<a href="https://x.org/t?1">lien</a></p><blockquote>avant</blockquote>',
    )
    expect(message.text.replaceAll('\u00a0', ' ')).toBe('Titre\n\nUn lien\n\n> avant')
  })

  it('reads all the texts of a mail made of pieces, also those without a type', async () => {
    const message = await read(
      MIXED,
      '',
      '--b',
      'Content-Type: text/html',
      '',
      '<p>Le corps.</p>',
      '--b',
      '',
      'Le pied de page.',
      '--b--',
    )
    expect(message.text).toBe('Le corps.\nLe pied de page.')
    expect(message.attachments).toEqual([])
  })

  it('lists every file, those that the HTML shows as such, and forwarded mails as files', async () => {
    const message = await read(
      'Content-Type: multipart/related; boundary=b',
      '',
      '--b',
      'Content-Type: text/html',
      '',
      '<img src="cid:logo%40x">',
      '--b',
      'Content-Type: image/png; name="logo.png"',
      'Content-ID: <logo@x>',
      'Content-Transfer-Encoding: base64',
      '',
      'AAEC',
      '--b',
      'Content-Type: image/png',
      'Content-ID: <unused@x>',
      '',
      'AAEC',
      '--b',
      'Content-Type: message/rfc822',
      'Content-Disposition: inline',
      '',
      'Subject: inner',
      '',
      'x',
      '--b--',
    )
    expect(message.attachments).toMatchObject([
      { index: 0, name: 'logo.png', inline: true, size: 3, contentId: 'logo@x' },
      { index: 1, name: 'part-2.png', inline: false },
      {
        index: 2,
        name: 'part-3.eml',
        contentType: 'message/rfc822',
        within: null,
        card: { kind: 'message', subject: 'inner', text: 'x' },
      },
      { index: 3, name: 'part-4.txt', contentType: 'text/plain', within: 2, card: null },
    ])
  })

  it('shows the body of a multipart whose boundary never comes', async () => {
    expect((await read(MIXED, '', 'Tout est là.')).text).toBe('Tout est là.')
  })

  it('reads a mail whose links are coded wrongly', async () => {
    const gateway = 'https://urldefense.proofpoint.com/v2/url?u=http-3A__a.example_-zz'
    const message = await read('Content-Type: text/html', '', `<a href="${gateway}">hello</a>`)
    expect(message).toMatchObject({ text: 'hello', hasHtml: true })
  })

  it('reads lines that end in CR alone', async () => {
    const raw = Buffer.from('From: a@x.org\rSubject: Mac\r\rBonjour.\r')
    expect(readMessage(raw)).toMatchObject({
      message: {
        subject: 'Mac',
        text: 'Bonjour.',
        headers: [{ name: 'From' }, { name: 'Subject' }],
      },
    })
  })

  it('gives nothing that PostgreSQL refuses', async () => {
    const message = await read(
      'Subject: a=?utf-8?b?AGI=?=\0c',
      'From: "a\0b" <a@x.org>',
      'Content-Type: text/html; charset=utf-8',
      '',
      Buffer.from('a\0b &#xD800; &#0; \xed\xa0\x80', 'latin1'),
    )
    const stored = JSON.stringify(message)
    expect(stored).not.toMatch(/\\u0000/)
    expect(stored).not.toMatch(/\\ud[89a-f]/i)
  })

  it('keeps at most 100 kB of text, and whole characters', async () => {
    const { text } = await read('Content-Type: text/plain; charset=utf-8', '', 'é'.repeat(90_000))
    expect(Buffer.byteLength(text)).toBe(100_000)
    expect(text).toMatch(/^é+$/)
  })

  it('lists the beginning of what has too many parts, and the rest as one', async () => {
    const parts = '--b\r\n\r\nx\r\n'.repeat(3000)
    const message = await read(MIXED, 'Subject: too many', '', parts)
    expect(message).toMatchObject({ subject: 'too many', problem: 'tooManyParts' })
    expect(message.text).toMatch(/^x\nx\n/)
    expect(message.attachments).toHaveLength(1)
  })

  it('stops where parts are nested too deeply, and keeps what is below as a file', async () => {
    const levels = Array.from(
      { length: 500 },
      (_, level) => `--b${level}\r\nContent-Type: multipart/mixed; boundary=b${level + 1}\r\n`,
    )
    const message = await read('Content-Type: multipart/mixed; boundary=b0', '', ...levels)
    expect(message.problem).toBe('tooDeep')
    expect(message.attachments).toHaveLength(1)
  })
})
