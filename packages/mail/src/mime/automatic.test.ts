import { describe, expect, it } from 'vitest'
import { automatic } from './automatic.ts'
import { headerFields } from './header-fields.ts'

describe('recognising what no person wrote', () => {
  it.each([
    ['no', 'From: anne@x.org'],
    ['no', 'Auto-Submitted: no'],
    ['no', 'Return-Path: <anne@x.org>\r\nX-Auto-Response-Suppress: All'],
    ['no', 'X-MS-Exchange-Inbox-Rules-Loop: a@x.org'],
    ['autoReply', 'Auto-Submitted: auto-replied (vacation)'],
    ['autoReply', 'Auto-Submitted: Auto-Generated'],
    ['autoReply', 'Return-Path: <>\r\nAuto-Submitted: auto-replied'],
    ['autoReply', 'X-Autoreply: yes\r\nPrecedence: bulk'],
    ['autoReply', 'Precedence: auto_reply'],
    ['autoReply', 'Content-Type: multipart/report; report-type=disposition-notification'],
    ['autoReply', 'Content-Type: text/calendar; method=REPLY'],
    ['bounce', 'Content-Type: multipart/report; report-type="delivery-status"; boundary=b'],
    ['bounce', 'Return-Path: <>\r\nFrom: someone@x.org'],
    ['bounce', 'From: Mail Delivery System <MAILER-DAEMON@x.org>'],
    ['bounce', 'From: MAILER-DAEMON <>'],
    ['bounce', 'From: Mail Delivery Subsystem <MAILER-DAEMON>'],
    ['bounce', 'X-Failed-Recipients: a@x.org'],
    ['list', 'List-Id: <info.x.org>'],
    ['list', 'List-Unsubscribe: <mailto:u@x.org>'],
    ['list', 'Precedence: bulk'],
  ])('%s: %s', (kind, header) => {
    expect(automatic(headerFields(Buffer.from(`${header}\r\n\r\nx`)))).toBe(kind)
  })
})
