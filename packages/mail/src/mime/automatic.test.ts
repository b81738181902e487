import { describe, expect, it } from 'vitest'
import { readMessage } from './read-message.ts'

function kindOf(header: string, body = 'Bonjour,\r\n\r\nMerci.'): string {
  const read = readMessage(Buffer.from(`${header}\r\n\r\n${body}`))
  return read.ok ? read.message.automatic : 'unreadable'
}

const REPORT = 'Content-Type: multipart/report; boundary=b; report-type'

function aReport(type: string, fields = ''): string {
  return `--b\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/${type}\r\n\r\n${fields}\r\n--b--`
}

describe('recognising what no person wrote', () => {
  it.each([
    ['no', 'From: anne@x.org'],
    ['no', 'Auto-Submitted: no'],
    ['no', 'Return-Path: <anne@x.org>\r\nX-Auto-Response-Suppress: All'],
    ['no', 'X-MS-Exchange-Inbox-Rules-Loop: a@x.org'],
    ['no', 'From: exchange@x.org\r\nSubject: Notre message a été rejeté'],
    ['no', 'Subject: Réponse automatique : je ne comprends pas'],
    ['no', 'Content-Type: text/calendar; method=REQUEST'],
    ['autoReply', 'Auto-Submitted: auto-replied (vacation)'],
    ['autoReply', 'Return-Path: <>\r\nAuto-Submitted: auto-replied'],
    ['autoReply', 'Return-Path: <>\r\nFrom: someone@x.org'],
    ['autoReply', 'X-Autoreply: yes\r\nPrecedence: bulk'],
    ['autoReply', 'Precedence: auto_reply'],
    ['autoReply', 'Subject: Automatic reply: x\r\nX-Auto-Response-Suppress: All'],
    ['autoReply', 'Subject: Automatic reply: x\r\nAuto-Submitted: auto-generated'],
    ['autoReply', 'X-Apple-Action: VACATION'],
    ['invitationReply', 'Content-Type: text/calendar; method=REPLY'],
    ['bounce', 'From: Mail Delivery System <MAILER-DAEMON@x.org>\r\nSubject: failure notice'],
    ['bounce', 'From: MAILER-DAEMON <>\r\nSubject: Returned mail'],
    ['bounce', 'Return-Path: <>\r\nSubject: Undelivered Mail Returned to Sender'],
    ['bounce', 'X-Failed-Recipients: a@x.org'],
    ['list', 'List-Id: <talk.x.org>\r\nList-Post: <mailto:talk@x.org>'],
    ['list', 'Precedence: list'],
    ['list', 'Precedence: bulk\r\nSender: owner-talk@x.org'],
    ['newsletter', 'List-Id: <info.x.org>\r\nList-Post: NO'],
    ['newsletter', 'List-Unsubscribe: <mailto:u@x.org>'],
    [
      'newsletter',
      'List-Unsubscribe: <https://x.org/u>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click',
    ],
    ['notification', 'Auto-Submitted: Auto-Generated'],
    ['notification', 'Precedence: bulk'],
    ['notification', 'X-Loop: contact@x.org'],
    ['notification', 'Feedback-ID: 1:2:3:esp'],
  ])('%s: %s', (kind, header) => {
    expect(kindOf(header)).toBe(kind)
  })

  it.each([
    ['bounce', 'delivery-status', 'Final-Recipient: rfc822; a@x.org\r\nAction: failed'],
    ['bounce', 'delivery-status', 'Final-Recipient: rfc822; a@x.org\r\nStatus: 5.1.1'],
    ['deliveryNotice', 'delivery-status', 'Final-Recipient: rfc822; a@x.org\r\nAction: delayed'],
    ['deliveryNotice', 'delivery-status', 'Final-Recipient: rfc822; a@x.org\r\nAction: delivered'],
    [
      'receipt',
      'disposition-notification',
      'Disposition: manual-action/MDN-sent-manually; displayed',
    ],
    ['complaint', 'feedback-report', 'Feedback-Type: abuse'],
  ])('%s: a report of %s that says %s', (kind, type, fields) => {
    expect(kindOf(`${REPORT}="${type}"`, aReport(type, fields))).toBe(kind)
  })

  it.each([
    ['bounce', 'failure notice', 'Sorry, no mailbox here by that name. (#5.1.1)'],
    [
      'deliveryNotice',
      'Warning: could not send message',
      'You do not need to resend your message.',
    ],
    ['no', 'Fwd: failure notice', 'Que veut dire : 550 5.1.1 User unknown?'],
    ['no', 'Mail refusé', 'Bonjour, mon dossier a été rejeté : adresse inconnue.'],
  ])('%s: somebody’s “%s”', (kind, subject, body) => {
    expect(kindOf(`From: anne@x.org\r\nSubject: ${subject}`, body)).toBe(kind)
  })

  it('takes an answer to a bounce for what it is', () => {
    const header = 'From: anne@x.org\r\nSubject: Re: Undelivered Mail\r\nIn-Reply-To: <a@x.org>'
    expect(kindOf(header, '> 550 5.1.1 User unknown\r\n\r\nElle a changé d’adresse.')).toBe('no')
  })
})

function reportOf(header: string, body: string): unknown {
  const read = readMessage(Buffer.from(`${header}\r\n\r\n${body}`))
  return read.ok && read.message.report
}

describe('what a bounce says', () => {
  it('names who did not get which mail, and why, in the format made for it', () => {
    const fields = [
      'Reporting-MTA: dns; mx.x.org\r\n',
      'Final-Recipient: rfc822; Jeanne@x.org',
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 <Jeanne@x.org>:\r\n  User unknown\r\n',
      'Final-Recipient: rfc822; paul@x.org\r\nAction: delivered\r\nStatus: 2.0.0',
    ].join('\r\n')
    const returned =
      '--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <out@mairie.example>\r\nIn-Reply-To: <ask@x.org>\r\n\r\nBonjour'
    const body = aReport('delivery-status', fields).replace(/--b--$/, `${returned}\r\n--b--`)
    expect(reportOf(`${REPORT}=delivery-status\r\nMessage-ID: <report@x.org>`, body)).toEqual({
      returned: ['out@mairie.example'],
      answered: ['ask@x.org'],
      failed: [
        {
          address: 'Jeanne@x.org',
          status: '5.1.1',
          diagnostic: '550 5.1.1 <Jeanne@x.org>: User unknown',
        },
      ],
    })
  })

  it.each([
    [
      '<jeanne@x.org>:\r\nSorry, no mailbox here by that name. (#5.1.1)',
      '5.1.1',
      'Sorry, no mailbox',
    ],
    [
      '  jeanne@x.org\r\n    SMTP error: host mx.x.org: 550 Recipient Rejected',
      '',
      '550 Recipient',
    ],
    [
      'The following addresses had permanent fatal errors:\r\n<jeanne@x.org>\r\n  (reason: 552 5.2.2 Mailbox full)',
      '5.2.2',
      'Mailbox full',
    ],
  ])('and as older servers put it: %s', (note, status, diagnostic) => {
    const body = `${note}\r\n\r\n--- Below this line is a copy of the message.\r\n\r\nReturn-Path: <contact@mairie.example>\r\nMessage-ID: <out@mairie.example>\r\nTo: other@x.org`
    const header =
      'From: MAILER-DAEMON@mx.x.org\r\nTo: contact@mairie.example\r\nSubject: failure notice'
    expect(reportOf(header, body)).toEqual({
      returned: ['out@mairie.example'],
      answered: [],
      failed: [
        { address: 'jeanne@x.org', status, diagnostic: expect.stringContaining(diagnostic) },
      ],
    })
  })
})
