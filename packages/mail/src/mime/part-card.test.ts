import { describe, expect, it } from 'vitest'
import type { ParsedAttachment } from './parsed-message.ts'
import { readMessage } from './read-message.ts'

function attachmentsOf(...lines: string[]): ParsedAttachment[] {
  const result = readMessage(Buffer.from(lines.join('\r\n')))
  return result.ok ? result.message.attachments : []
}

function invitation(...event: string[]): ParsedAttachment[] {
  return attachmentsOf(
    'Content-Type: multipart/alternative; boundary=b',
    '',
    '--b',
    '',
    'Bonjour.',
    '--b',
    'Content-Type: text/calendar; method=REQUEST; charset=utf-8',
    '',
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    ...event,
    'END:VEVENT',
    'END:VCALENDAR',
    '--b--',
  )
}

describe('the card of a part', () => {
  it('tells what, when, where and who of an appointment', () => {
    const [file] = invitation(
      'SUMMARY:Réunion de chantier',
      'LOCATION:Salle des fêtes\\, 1er étage',
      'ORGANIZER;CN="Anne Durand":mailto:anne@mairie.example',
      'ATTENDEE;CN=Bob:MAILTO:bob@x.example',
      'DTSTART;TZID=Europe/Paris:20260312T100000',
      'DTEND;TZID=Europe/Paris:20260312T113000',
    )
    expect(file).toMatchObject({
      contentType: 'text/calendar',
      card: {
        kind: 'invitation',
        method: 'request',
        summary: 'Réunion de chantier',
        location: 'Salle des fêtes, 1er étage',
        organizer: { name: 'Anne Durand', address: 'anne@mairie.example' },
        attendees: [{ name: 'Bob', address: 'bob@x.example' }],
        start: new Date('2026-03-12T09:00:00Z'),
        end: new Date('2026-03-12T10:30:00Z'),
        isAllDay: false,
        timeZone: 'Europe/Paris',
      },
    })
  })

  it.each([
    ['DTSTART:20260312T100000Z', '2026-03-12T10:00:00Z', null],
    [
      'DTSTART;TZID="Romance Standard Time":20260712T100000',
      '2026-07-12T08:00:00Z',
      'Europe/Paris',
    ],
    ['DTSTART;TZID=Nowhere/Atlantis:20260312T100000', '2026-03-12T10:00:00Z', null],
    ['DTSTART:20260312T100000', '2026-03-12T10:00:00Z', null],
  ])('knows zones by either name, and guesses none: %s', (line, at, timeZone) => {
    expect(invitation(line)[0]?.card).toMatchObject({ start: new Date(at), timeZone })
  })

  it('counts whole days and durations', () => {
    const days = invitation('DTSTART;VALUE=DATE:20260312', 'DTEND;VALUE=DATE:20260314')
    expect(days[0]?.card).toMatchObject({
      isAllDay: true,
      start: new Date('2026-03-12T00:00:00Z'),
      end: new Date('2026-03-14T00:00:00Z'),
    })
    const hours = invitation('DTSTART:20260312T100000Z', 'DURATION:PT90M', 'RRULE:FREQ=DAILY')
    expect(hours[0]?.card).toMatchObject({
      isRepeated: true,
      end: new Date('2026-03-12T11:30:00Z'),
    })
  })

  it('cuts the list of ten thousand guests, and says how many there are', () => {
    const guests = Array.from({ length: 10_000 }, (_, n) => `ATTENDEE:mailto:u${n}@x.example`)
    const [file] = invitation('DTSTART:20260312T100000Z', ...guests)
    expect(file?.card).toMatchObject({ attendeeCount: 10_000 })
    expect(file?.card).toHaveProperty('attendees.length', 50)
  })

  it('is missing when a calendar is broken or empty: it stays a file', () => {
    expect(invitation('DTSTART:not a date at all')[0]).toMatchObject({
      contentType: 'text/calendar',
    })
    expect(attachmentsOf('Content-Type: text/calendar', '', 'BEGIN:VCAL')[0]?.card).toBeNull()
    expect(attachmentsOf('Content-Type: text/calendar', '', '')[0]?.card).toBeNull()
  })

  it('shows a forwarded message, and lists what is in it behind all other files', () => {
    const files = attachmentsOf(
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      '',
      'Voir ci-dessous.',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'From: =?utf-8?q?Ren=C3=A9?= <rene@x.example>',
      'Subject: Le devis',
      'Content-Type: multipart/mixed; boundary=c',
      '',
      '--c',
      '',
      'Ci-joint le devis.',
      '--c',
      'Content-Type: application/pdf; name=devis.pdf',
      '',
      '%PDF',
      '--c--',
      '--b',
      'Content-Type: image/png; name=plan.png',
      '',
      'x',
      '--b--',
    )
    expect(files).toMatchObject([
      {
        contentType: 'message/rfc822',
        within: null,
        card: {
          kind: 'message',
          from: { name: 'René', address: 'rene@x.example' },
          subject: 'Le devis',
          text: 'Ci-joint le devis.',
        },
      },
      { name: 'plan.png', within: null },
      { contentType: 'text/plain', within: 0 },
      { name: 'devis.pdf', within: 0, size: 4 },
    ])
  })

  it.each([
    ['application/pkcs7-mime; smime-type=signed-data', 'signature', 'smime'],
    ['application/x-pkcs7-mime; smime-type=enveloped-data', 'encrypted', 'smime'],
    ['application/pkcs7-signature; name=smime.p7s', 'signature', 'smime'],
    ['application/pgp-encrypted', 'encrypted', 'pgp'],
    ['application/pgp-signature', 'signature', 'pgp'],
  ])('names a container of cryptography: %s', (type, kind, protocol) => {
    expect(attachmentsOf(`Content-Type: ${type}`, '', 'x')[0]?.card).toEqual({ kind, protocol })
  })
})
