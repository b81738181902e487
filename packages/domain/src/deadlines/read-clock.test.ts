import { describe, expect, it } from 'vitest'
import type { ClockEvent, ClockReading } from './clock.ts'
import type { DeadlineTarget } from './policy.ts'
import { readClock } from './read-clock.ts'
import { aCalendar, aTarget, hoursOf } from './testing/a-calendar.ts'

const at = (text: string): Date => new Date(`${text}+01:00`) // Paris in winter
const policy = { id: 'policy', version: 3, name: 'Usual mail' }
const hours = hoursOf(
  aCalendar({
    version: 7,
    holidays: { country: 'FR', zone: null, worked: [] },
    exceptions: [
      { kind: 'closed', name: 'Inventory', from: '2026-01-14', to: '2026-01-14', hours: null },
    ],
  }),
)
const received = (text: string): ClockEvent => ({ type: 'received', at: at(text) })
const event = (type: 'replied' | 'resolved' | 'reopened' | 'returned' | 'incoming', text: string) =>
  ({ type, at: at(text) }) as const
const paused = (text: string, reason: 'waiting' | 'onPurpose' | 'suspicious' = 'waiting') =>
  ({ type: 'paused', reason, at: at(text) }) as const
const resumed = (text: string, reason: 'waiting' | 'onPurpose' | 'suspicious' = 'waiting') =>
  ({ type: 'resumed', reason, at: at(text) }) as const

const fourHours = aTarget({ length: { count: 240, unit: 'workingMinutes' } })
const MONDAY = '2026-01-05T10:00'

function read(
  target: DeadlineTarget,
  events: readonly ClockEvent[],
  now = '2026-01-05T10:00',
): ClockReading {
  const reading = readClock(target, events, { policy, hours, now: at(now) })
  if (!reading) throw new Error('The clock has not started.')
  return reading
}

const due = (target: DeadlineTarget, events: readonly ClockEvent[]): Date =>
  read(target, events).dueAt

describe('a clock', () => {
  it('begins at the next opening for what arrives outside of hours', () => {
    expect(due(fourHours, [received('2026-01-09T20:00')])).toEqual(at('2026-01-12T14:00'))
    expect(due(aTarget(), [received('2026-01-09T20:00')])).toEqual(at('2026-01-13T17:00'))
  })

  it('skips holidays, closures and the lunch break', () => {
    expect(due(fourHours, [received('2025-12-31T16:00')])).toEqual(at('2026-01-02T11:30'))
    expect(due(aTarget(), [received('2026-01-13T11:00')])).toEqual(at('2026-01-15T17:00'))
  })

  it('does not count a day whose only hours the clocks skip', () => {
    const sundays = hoursOf(
      aCalendar({ week: [[], [], [], [], [], [], [{ from: '02:00', to: '03:00' }]] }),
    )
    const target = aTarget({ length: { count: 1, unit: 'workingDays' } })
    const events: ClockEvent[] = [{ type: 'received', at: new Date('2026-03-22T01:10:00Z') }]
    const reading = readClock(target, events, { policy, hours: sundays, now: at(MONDAY) })
    expect(reading?.dueAt).toEqual(new Date('2026-04-05T01:00:00Z')) // not the 29th of March
  })

  it('stands while it is paused, for whichever reasons, and goes on with what is left', () => {
    const events = [
      received(MONDAY),
      paused('2026-01-05T11:00'),
      paused('2026-01-05T14:00', 'onPurpose'),
      resumed('2026-01-06T09:00'),
      resumed('2026-01-06T10:00', 'onPurpose'),
    ]
    expect(due(fourHours, events)).toEqual(at('2026-01-06T14:30')) // 1 h on Monday, 2 h and 1 h on Tuesday
  })

  it('puts off the last day by each working day whose end it stood through', () => {
    const target = aTarget({ length: { count: 3, unit: 'workingDays' } })
    const events = [received(MONDAY), paused('2026-01-06T11:00'), resumed('2026-01-08T09:00')]
    expect(due(target, [received(MONDAY)])).toEqual(at('2026-01-08T17:00'))
    expect(due(target, events)).toEqual(at('2026-01-12T17:00'))
  })

  it('keeps its date while it is paused, as if it went on at once', () => {
    const events = [received(MONDAY), paused('2026-01-05T11:00')]
    expect(read(fourHours, events, '2026-02-01T10:00')).toMatchObject({
      state: 'paused',
      pausedAt: at('2026-01-05T11:00'),
      dueAt: at('2026-01-05T15:30'),
    })
  })

  it('is not stopped by what its policy does not let stop it', () => {
    const statutory = { ...fourHours, pausedBy: [] }
    const events = [received(MONDAY), paused('2026-01-05T11:00')]
    expect(read(statutory, events, '2026-01-05T16:00').state).toBe('missed')
  })

  it('is met in time, or late, and its waiting ends when it is met', () => {
    const met = [received(MONDAY), event('replied', '2026-01-05T15:30')]
    expect(read(fourHours, met).state).toBe('met')
    const late = [received(MONDAY), event('replied', '2026-01-05T15:31')]
    expect(read(fourHours, late)).toMatchObject({ state: 'missed', metAt: at('2026-01-05T15:31') })
    const waited = [
      received(MONDAY),
      paused('2026-01-05T11:00'),
      event('replied', '2026-01-07T11:00'),
    ]
    expect(read(fourHours, waited).state).toBe('met')
  })

  it('runs on when the reply comes back, and when what was closed is opened again', () => {
    const returned = [
      received(MONDAY),
      event('replied', '2026-01-05T11:00'),
      event('returned', '2026-01-05T11:05'),
    ]
    expect(read(fourHours, returned, '2026-01-05T16:00').state).toBe('missed')
    const resolution = { ...fourHours, kind: 'resolution' as const }
    const reopened = [
      received(MONDAY),
      event('resolved', '2026-01-05T11:00'),
      event('reopened', '2026-01-07T09:00'),
    ]
    expect(read(resolution, reopened, '2026-01-07T09:00')).toMatchObject({
      state: 'running',
      dueAt: at('2026-01-07T12:00'),
    })
  })

  it('of the next reply begins with each mail that nobody has answered', () => {
    const next = { ...fourHours, kind: 'nextReply' as const, starts: 'incoming' as const }
    const events = [received(MONDAY), event('incoming', '2026-01-05T11:00')]
    expect(readClock(next, events, { policy, hours, now: at(MONDAY) })).toBeNull()
    const answered = [
      ...events,
      event('replied', '2026-01-05T14:00'),
      event('incoming', '2026-01-06T08:30'),
      event('incoming', '2026-01-06T11:00'),
    ]
    expect(read(next, answered)).toMatchObject({
      startedAt: at('2026-01-06T08:30'),
      dueAt: at('2026-01-06T14:00'),
      state: 'running',
    })
  })

  it('keeps its pauses under another policy', () => {
    const events = [received(MONDAY), paused('2026-01-06T11:00'), resumed('2026-01-08T09:00')]
    const longer = aTarget({ length: { count: 5, unit: 'workingDays' } })
    expect(read(longer, events).pauses).toEqual(read(aTarget(), events).pauses)
    expect(due(longer, events)).toEqual(at('2026-01-15T17:00')) // the 14th is closed
  })

  it('takes the date that somebody set, until it is given back', () => {
    const dueAt = at('2026-03-02T12:00')
    const set = { type: 'setByHand', kind: 'firstReply', at: at(MONDAY), dueAt } as const
    const reading = read(fourHours, [received(MONDAY), set])
    expect(reading).toMatchObject({ dueAt, isByHand: true })
    expect(reading.trace.steps.slice(-2)).toMatchObject([
      { step: 'setByHand', dueAt: dueAt.toISOString() },
      { step: 'due', at: dueAt.toISOString(), lastDay: '2026-03-02' },
    ])
    const back = { ...set, dueAt: null }
    expect(read(fourHours, [received(MONDAY), set, back]).isByHand).toBe(false)
  })
})

describe('the trace of a deadline', () => {
  it('says each run of days that counted, each closure with its name, and each pause', () => {
    const target = aTarget({ length: { count: 1260, unit: 'workingMinutes' } })
    const events = [
      received('2026-01-09T18:00'),
      { ...paused('2026-01-13T09:30', 'onPurpose'), note: 'Site visit' },
      resumed('2026-01-13T10:30', 'onPurpose'),
    ]
    const { trace } = read(target, events)
    expect(trace).toMatchObject({
      kind: 'firstReply',
      length: { count: 1260, unit: 'workingMinutes' },
      policy: { id: 'policy', version: 3 },
      calendar: { id: 'calendar', version: 7 },
      timeZone: 'Europe/Paris',
    })
    const told = trace.steps.map((step) => {
      if (step.step === 'counted') return [step.firstDay, step.lastDay, step.minutes]
      if (step.step === 'closed') return [step.firstDay, step.lastDay, step.because]
      return step.step === 'paused' ? [step.step, step.reason, step.note] : step.step
    })
    expect(told).toEqual([
      'started',
      ['2026-01-10', '2026-01-11', { kind: 'weekly' }],
      'waitedForOpening',
      ['2026-01-12', '2026-01-12', 420],
      ['2026-01-13', '2026-01-13', 360],
      ['paused', 'onPurpose', 'Site visit'],
      ['2026-01-14', '2026-01-14', { kind: 'exception', name: 'Inventory' }],
      ['2026-01-15', '2026-01-15', 420],
      ['2026-01-16', '2026-01-16', 60],
      'due',
    ])
  })

  it('says the month, and each day that the end was moved over', () => {
    const gdpr = aTarget({
      kind: 'statutory',
      length: { count: 1, unit: 'months' },
      workingDays: 'mondayToFriday',
      waitsForOpening: false,
      ends: 'midnight',
      movesToWorkingDay: true,
    })
    const steps = read(gdpr, [received('2026-03-05T21:00')]).trace.steps
    expect(steps).toMatchObject([
      { step: 'started' },
      { step: 'startDay', date: '2026-03-05' },
      { step: 'months', from: '2026-03-05', to: '2026-04-05', count: 1 },
      { step: 'moved', from: '2026-04-05', to: '2026-04-06', because: { kind: 'weekly' } },
      { step: 'moved', from: '2026-04-06', to: '2026-04-07', because: { key: 'easterMonday' } },
      { step: 'due', lastDay: '2026-04-07', at: '2026-04-07T22:00:00.000Z', ends: 'midnight' },
    ])
  })

  it('adds up to the length of the deadline', () => {
    for (let count = 60; count < 5000; count += 137) {
      const target = aTarget({ length: { count, unit: 'workingMinutes' } })
      const { trace } = read(target, [
        received('2025-12-19T15:17'),
        paused('2025-12-22T11:00'),
        resumed('2025-12-24T10:10'),
      ])
      const minutes = trace.steps.reduce(
        (sum, step) => sum + (step.step === 'counted' ? step.minutes : 0),
        0,
      )
      expect(minutes).toBeCloseTo(count, 6)
    }
  })
})
