import type { TraceStep } from '@levee/contract'

type Counted = Extract<TraceStep, { step: 'counted' }>

/** Days that counted, with how many days without hours lie between them. */
export type CountedGroup = Omit<Counted, 'from' | 'to'> & { weekly: number }
export type TraceGroup = CountedGroup | Exclude<TraceStep, Counted>

/** The steps of a trace as one tells them: weeks of work as one, week-ends between them with them. */
export function groupedSteps(steps: readonly TraceStep[]): TraceGroup[] {
  const groups: TraceGroup[] = []
  for (const step of steps) {
    if (step.step !== 'counted') {
      groups.push(step)
      continue
    }
    const next = { ...step, weekly: 0 }
    const [before, last] = [groups.at(-2), groups.at(-1)]
    if (last?.step === 'counted') groups.splice(-1, 1, joined(last, next, 0))
    else if (before?.step === 'counted' && last && isWeekly(last))
      groups.splice(-2, 2, joined(before, next, last.days))
    else groups.push(next)
  }
  return groups
}

function isWeekly(step: TraceGroup): step is Extract<TraceStep, { step: 'closed' }> {
  return step.step === 'closed' && step.because.kind === 'weekly'
}

function joined(one: CountedGroup, other: CountedGroup, weekly: number): CountedGroup {
  return {
    ...one,
    lastDay: other.lastDay,
    days: one.days + other.days,
    minutes: one.minutes + other.minutes,
    weekly: one.weekly + weekly + other.weekly,
  }
}
