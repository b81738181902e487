import { describe, expect, it } from 'vitest'
import { receivedDateIn } from './received-date.ts'

const dateOf = (...lines: string[]) =>
  receivedDateIn(Buffer.from([...lines, '', 'Received: x; 1 Jan 2020 00:00:00 +0000'].join('\r\n')))

describe('when a mail was received', () => {
  it('is what the topmost Received field says, folded and with comments', () => {
    expect(
      dateOf(
        'Return-Path: <a@x.example>',
        'Received: from a (a; [192.0.2.1])',
        '\tby mx.example with ESMTP id 1; Tue,',
        ' 10 Nov 2026 09:30:00 +0100 (CET)',
        'Received: from b by a; Mon, 9 Nov 2026 09:00:00 +0100',
        'Date: Sun, 8 Nov 2026 09:00:00 +0100',
      ),
    ).toEqual(new Date('2026-11-10T08:30:00Z'))
  })

  it('is not known without one, or when it says nothing', () => {
    expect(dateOf('Date: Sun, 8 Nov 2026 09:00:00 +0100')).toBeNull()
    expect(dateOf('Received: from a by b', 'Subject: x')).toBeNull()
  })

  it('is what the next one says when the topmost is no date', () => {
    expect(dateOf('Received: from a by b; one day', 'Received: a; 8 Nov 2026 09:00:00')).toEqual(
      new Date('2026-11-08T09:00:00Z'),
    )
  })
})
