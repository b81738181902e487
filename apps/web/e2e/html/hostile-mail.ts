import type { Vector } from './vectors.ts'

/** A mail whose HTML parts are these attacks, one each. */
export function mailOfParts(subject: string, attacks: readonly Vector[]): Buffer {
  const boundary = 'levee-parts-4f1c'
  const parts = attacks.flatMap(({ input, place }) => [
    `--${boundary}`,
    `Content-Type: text/html; charset=${place === 'html-charset-utf-7' ? 'utf-7' : 'utf-8'}`,
    'Content-Transfer-Encoding: base64',
    '',
    base64Lines(input),
  ])
  return Buffer.from(
    [
      'From: Facturation <facture@courriel.example>',
      'To: courrier@port-leveque.example',
      `Subject: ${subject}`,
      `Message-ID: <${encodeURIComponent(subject)}@courriel.example>`,
      'MIME-Version: 1.0',
      `Content-Type: multipart/mixed; boundary="${boundary}"`,
      '',
      ...parts,
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  )
}

/** A mail that carries an attack in everything but its HTML: names, subject, header, text, files, an invitation. */
export function mailOfPlaces({ name, input }: Vector): Buffer {
  const word = `=?utf-8?B?${Buffer.from(input).toString('base64')}?=`
  const bare = input.replaceAll(/[\r\n<>"\\@]/g, '')
  const line = input.replaceAll(/[\r\n]+/g, ' ')
  const fileName = `UTF-8''${encodeURIComponent(`${line.slice(0, 100)}.pdf`)}`
  const mediaType = /^[\w.+-]+\/[\w.+-]+/.exec(input)?.[0] ?? 'image/svg+xml'
  return Buffer.from(
    [
      `From: ${word} <facture@courriel.example>`,
      `To: ${word} <courrier@port-leveque.example>`,
      `Cc: ${word} <copie@courriel.example>`,
      `Subject: ${word}`,
      `Message-ID: <${bare}.${encodeURIComponent(name)}@courriel.example>`,
      `X-Mailer: ${line}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="b-4f1c"',
      '',
      '--b-4f1c',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      base64Lines(input),
      '--b-4f1c',
      `Content-Type: ${mediaType}`,
      `Content-Disposition: attachment; filename*=${fileName}`,
      'Content-Transfer-Encoding: base64',
      '',
      base64Lines(`<svg xmlns="http://www.w3.org/2000/svg" onload="window.__pwned=1"/>${input}`),
      '--b-4f1c',
      'Content-Type: text/calendar; charset=utf-8; method=REQUEST',
      'Content-Transfer-Encoding: base64',
      '',
      base64Lines(invitation(line)),
      '--b-4f1c--',
      '',
    ].join('\r\n'),
  )
}

function invitation(text: string): string {
  const fields = ['SUMMARY', 'LOCATION', 'DESCRIPTION', 'COMMENT'].map((key) => `${key}:${text}`)
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    'UID:levee-4f1c',
    'DTSTART:20270301T090000Z',
    'DTEND:20270301T100000Z',
    `ORGANIZER;CN="${text.replaceAll('"', "'")}":mailto:facture@courriel.example`,
    ...fields,
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n')
}

function base64Lines(text: string): string {
  return Buffer.from(text).toString('base64').replaceAll(/.{76}/g, '$&\r\n')
}
