import { describe, expect, it } from 'vitest'
import { clockEventsOf, type LogEntry } from './clock-log.ts'

const at = (text: string): Date => new Date(`${text}Z`)
const now = at('2026-01-20T10:00')
const entry = (
  kind: string,
  time: string,
  [before, after]: [LogEntry['before'], LogEntry['after']] = [{}, {}],
): LogEntry => ({ kind, at: at(time), before, after })
const events = (...log: LogEntry[]) => clockEventsOf(log, { now, byHand: 'firstReply' })

const of = (messageId: string) => ({ messageId })

const snoozed = (until: string | null): LogEntry =>
  entry('changed', '2026-01-05T09:00', [{}, { snoozedUntil: until }])

describe('the log of a conversation', () => {
  it('starts with the first mail, from when the server had it; later ones follow', () => {
    const receivedAt = '2026-01-05T08:00:00.000Z'
    expect(
      events(
        entry('received', '2026-01-05T09:00', [{}, { receivedAt }]),
        entry('received', '2026-01-06T09:00', [{}, { automatic: 'vacation' }]),
        entry('received', '2026-01-07T09:00'),
        entry('sent', '2026-01-08T09:00'),
      ),
    ).toEqual([
      { type: 'received', at: new Date(receivedAt) },
      { type: 'incoming', at: at('2026-01-07T09:00') },
      { type: 'replied', at: at('2026-01-08T09:00') },
    ])
  })

  it('knows no answer in a mail that was passed on', () => {
    const forwarded = entry('sent', '2026-01-08T09:00', [{}, { forwarded: true }])
    expect(events(forwarded)).toEqual([])
  })

  it('takes no answer back when a mail that was passed on is not delivered', () => {
    const log = [
      entry('sent', '2026-01-08T09:00', [{}, of('answer')]),
      entry('forwarded', '2026-01-08T10:00', [{}, of('a')]),
      entry('sent', '2026-01-08T10:01', [{}, { ...of('b'), forwarded: true }]),
      entry('sendFailed', '2026-01-08T10:02', [{}, of('a')]),
      entry('bounced', '2026-01-08T10:03', [{}, of('b')]),
    ]
    expect(events(...log)).toEqual([{ type: 'replied', at: at('2026-01-08T09:00') }])
    expect(events(...log, entry('bounced', '2026-01-08T11:00', [{}, of('answer')]))).toContainEqual(
      {
        type: 'returned',
        at: at('2026-01-08T11:00'),
      },
    )
  })

  it('pauses while it waits, is set aside, suspicious or held on purpose', () => {
    expect(
      events(
        entry('changed', '2026-01-05T09:00', [{ status: 'open' }, { status: 'waiting' }]),
        entry('changed', '2026-01-06T09:00', [{ status: 'waiting' }, { status: 'spam' }]),
        entry('undone', '2026-01-07T09:00', [{ status: 'spam' }, { status: 'open' }]),
        entry('paused', '2026-01-08T09:00', [{}, { note: 'Site visit' }]),
        entry('resumed', '2026-01-09T09:00'),
        entry('received', '2026-01-10T09:00', [{ trust: 'unknown' }, { trust: 'danger' }]),
      ),
    ).toEqual([
      { type: 'paused', reason: 'waiting', at: at('2026-01-05T09:00') },
      { type: 'resumed', reason: 'waiting', at: at('2026-01-06T09:00') },
      { type: 'paused', reason: 'setAside', at: at('2026-01-06T09:00') },
      { type: 'resumed', reason: 'setAside', at: at('2026-01-07T09:00') },
      { type: 'paused', reason: 'onPurpose', at: at('2026-01-08T09:00'), note: 'Site visit' },
      { type: 'resumed', reason: 'onPurpose', at: at('2026-01-09T09:00') },
      { type: 'received', at: at('2026-01-10T09:00') },
      { type: 'paused', reason: 'suspicious', at: at('2026-01-10T09:00') },
    ])
  })

  it('ends a snooze when its time comes, not before, and once', () => {
    expect(events(snoozed('2026-01-06T09:00:00Z'))).toEqual([
      { type: 'paused', reason: 'snoozed', at: at('2026-01-05T09:00') },
      { type: 'resumed', reason: 'snoozed', at: at('2026-01-06T09:00') },
    ])
    expect(events(snoozed('2026-02-06T09:00:00Z'))).toHaveLength(1)
    expect(events(snoozed('2026-02-06T09:00:00Z'), snoozed(null))).toHaveLength(2)
  })

  it('resolves and opens again', () => {
    expect(
      events(
        entry('changed', '2026-01-05T09:00', [{ status: 'open' }, { status: 'answered' }]),
        entry('changed', '2026-01-06T09:00', [{ status: 'answered' }, { status: 'archived' }]),
        entry('received', '2026-01-07T09:00', [{ status: 'archived' }, { status: 'open' }]),
      ).map(({ type }) => type),
    ).toEqual(['resolved', 'received', 'reopened'])
  })

  it('tells a date that somebody set from one that a policy moved', () => {
    const dueAt = '2026-02-01T16:00:00.000Z'
    const dueSetAt = '2026-01-05T09:00:00.000Z'
    expect(
      events(
        entry('changed', '2026-01-05T09:00', [{}, { dueAt, dueSetAt }]),
        entry('deadlineMoved', '2026-01-06T09:00', [{}, { dueAt }]),
      ),
    ).toEqual([
      { type: 'setByHand', kind: 'firstReply', at: at('2026-01-05T09:00'), dueAt: new Date(dueAt) },
    ])
  })
})
