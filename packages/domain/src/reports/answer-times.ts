import type { ClockEvent } from '../deadlines/clock.ts'
import type { CompiledCalendar } from '../deadlines/compile-calendar.ts'
import { MINUTE } from '../deadlines/local-time.ts'
import { plainTarget } from '../deadlines/plain-target.ts'
import { type ClockRun, runClock } from '../deadlines/run-clock.ts'
import { standstillsOf, workedBetween } from '../deadlines/standstills.ts'

/** How long a conversation took, in whole working minutes without its pauses; null while it has not happened. */
export type AnswerTimes = {
  firstReplyAt: Date | null
  firstReplyMinutes: number | null
  /** When it was closed, as long as it stays so. */
  resolvedAt: Date | null
  resolutionMinutes: number | null
}

/**
 * How long the first reply and the closing took, from what happened alone, whatever the policy. Closing without a
 * reply is none.
 */
export function answerTimes(events: readonly ClockEvent[], hours: CompiledCalendar): AnswerTimes {
  const reply = met(runClock(plainTarget('firstReply'), events), hours)
  const closing = met(runClock(plainTarget('resolution'), events), hours)
  const isReplied = events.some(
    ({ type, at }) => type === 'replied' && at.getTime() === reply?.at.getTime(),
  )
  return {
    firstReplyAt: (isReplied && reply?.at) || null,
    firstReplyMinutes: isReplied ? (reply?.minutes ?? null) : null,
    resolvedAt: closing?.at ?? null,
    resolutionMinutes: closing?.minutes ?? null,
  }
}

function met(
  run: ClockRun | null,
  hours: CompiledCalendar,
): { at: Date; minutes: number } | undefined {
  if (!run?.metAt) return undefined
  const [from, to] = [run.startedAt.getTime(), run.metAt.getTime()]
  const worked = workedBetween(from, to, standstillsOf(run.pauses), hours)
  return { at: run.metAt, minutes: Math.round(worked / MINUTE) }
}
