import type { ClockEvent, Pause, PauseReason } from './clock.ts'
import type { DeadlineKind, DeadlineTarget } from './policy.ts'

/** What the events made of a clock. */
export type ClockRun = {
  startedAt: Date
  metAt: Date | null
  /** In the order in which they began; only such as stop this clock, and began before it was met. */
  pauses: readonly Pause[]
  byHand: { at: Date; dueAt: Date; note?: string } | null
}

type Clock = {
  startedAt: Date | null
  metAt: Date | null
  metBy: ClockEvent['type'] | null
  pauses: Pause[]
  open: Map<PauseReason, { from: Date; note?: string }>
  byHand: ClockRun['byHand']
  hasReplied: boolean
}

const MET_BY: Record<DeadlineKind, readonly ClockEvent['type'][]> = {
  acknowledge: ['acknowledged', 'replied', 'resolved'],
  firstReply: ['replied', 'resolved'],
  nextReply: ['replied', 'resolved'],
  resolution: ['resolved'],
  opinion: ['opinionGiven', 'resolved'],
  statutory: ['resolved'],
}

/** Lets the events run one clock; null while nothing has started it. */
export function runClock(target: DeadlineTarget, events: readonly ClockEvent[]): ClockRun | null {
  const clock: Clock = {
    startedAt: null,
    metAt: null,
    metBy: null,
    pauses: [],
    open: new Map(),
    byHand: null,
    hasReplied: false,
  }
  for (const event of events) apply(clock, event, target)
  const { startedAt, metAt, byHand } = clock
  if (startedAt === null) return null
  return { startedAt, metAt, pauses: pausesOf(clock, startedAt), byHand }
}

function apply(clock: Clock, event: ClockEvent, target: DeadlineTarget): void {
  if (startsClock(clock, event, target)) start(clock, event.at)
  switch (event.type) {
    case 'paused':
      if (target.pausedBy.includes(event.reason) && !clock.open.has(event.reason))
        clock.open.set(event.reason, opened(event))
      break
    case 'resumed':
      resume(clock, event.reason, event.at)
      break
    case 'reopened':
      if (clock.metBy === 'resolved') runAgain(clock, event.at)
      break
    case 'returned':
      if (clock.metBy === 'replied' || clock.metBy === 'acknowledged') notMet(clock)
      break
    case 'setByHand':
      if (event.kind === target.kind) clock.byHand = handOf(event)
      break
    default:
      meet(clock, event, target)
  }
  if (event.type === 'replied') clock.hasReplied = true
}

/** Mail from outside starts the clock of the next reply once a first one was sent, and again after each. */
function startsClock(
  clock: Clock,
  { type }: ClockEvent,
  { kind, starts }: DeadlineTarget,
): boolean {
  const isMet = clock.metAt !== null
  if (starts === 'incoming') {
    if (type === 'received') return kind !== 'nextReply' && clock.startedAt === null
    const isFirst = clock.startedAt === null && (kind !== 'nextReply' || clock.hasReplied)
    return type === 'incoming' && (isFirst || isMet)
  }
  if (starts === 'opinionAsked')
    return type === 'opinionAsked' && (clock.startedAt === null || isMet)
  return type === starts && clock.startedAt === null
}

function start(clock: Clock, at: Date): void {
  clock.startedAt = at
  clock.pauses = []
  clock.byHand = null
  notMet(clock)
}

function meet(clock: Clock, { type, at }: ClockEvent, { kind }: DeadlineTarget): void {
  if (clock.startedAt === null || clock.metAt !== null || !MET_BY[kind].includes(type)) return
  clock.metAt = at
  clock.metBy = type
}

function notMet(clock: Clock): void {
  clock.metAt = null
  clock.metBy = null
}

/** What was closed and is open again goes on with what was left. */
function runAgain(clock: Clock, at: Date): void {
  if (clock.metAt !== null) clock.pauses.push({ from: clock.metAt, to: at, reason: 'resolved' })
  notMet(clock)
}

function resume(clock: Clock, reason: PauseReason, at: Date): void {
  const pause = clock.open.get(reason)
  if (!pause) return
  clock.open.delete(reason)
  clock.pauses.push({ ...pause, to: at, reason })
}

function opened({ at, note }: { at: Date; note?: string }): { from: Date; note?: string } {
  return note === undefined ? { from: at } : { from: at, note }
}

function handOf({
  at,
  dueAt,
  note,
}: {
  at: Date
  dueAt: Date | null
  note?: string
}): ClockRun['byHand'] {
  if (dueAt === null) return null
  return note === undefined ? { at, dueAt } : { at, dueAt, note }
}

/** What lasts when a clock is met ends there. */
function pausesOf({ pauses, open, metAt }: Clock, startedAt: Date): readonly Pause[] {
  const lasting = [...open].map(([reason, pause]) => ({ ...pause, to: null, reason }))
  const all: Pause[] = [...pauses, ...lasting]
  return all
    .filter(({ from, to }) => (to === null || to > startedAt) && (metAt === null || from < metAt))
    .map((pause) =>
      metAt !== null && (pause.to === null || pause.to > metAt) ? { ...pause, to: metAt } : pause,
    )
    .toSorted((one, other) => one.from.getTime() - other.from.getTime())
}
