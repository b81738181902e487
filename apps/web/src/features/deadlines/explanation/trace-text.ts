import type { Closure, DeadlineTrace, TraceStep } from '@levee/contract'
import { i18n } from '@lingui/core'
import { plural, t } from '@lingui/core/macro'
import { intlLocale } from '../../../i18n.ts'
import { durationText, pauseText } from './length-text.ts'
import { groupedSteps, type TraceGroup } from './trace-groups.ts'

export type TraceLine = {
  kind: 'start' | 'counted' | 'skipped' | 'paused' | 'moved' | 'due'
  text: string
}

/** How a date came about, one sentence for each thing that made it. */
export function traceLines({ steps, timeZone, policy }: DeadlineTrace): TraceLine[] {
  const said = policy.version === 0 ? onlyByHand(steps) : steps
  return groupedSteps(said).map((step) => lineOf(step, timeZone))
}

/** Where there is no policy, nothing was counted: somebody set the date, and pauses stop its clock. */
function onlyByHand(steps: readonly TraceStep[]): TraceStep[] {
  const from = steps.findLastIndex(({ step }) => step === 'setByHand')
  const pauses = steps.slice(0, from).filter(({ step }) => step === 'paused')
  return [...steps.slice(from, from + 1), ...pauses, ...steps.slice(from + 1)]
}

function lineOf(step: TraceGroup, zone: string): TraceLine {
  switch (step.step) {
    case 'started':
      return { kind: 'start', text: startText(step, instant(step.at, zone)) }
    case 'waitedForOpening': {
      const opening = instant(step.to, zone)
      return { kind: 'start', text: t`Outside working hours: it counts from ${opening}.` }
    }
    case 'startDay':
      return { kind: 'skipped', text: t`${day(step.date)} is the first day and does not count.` }
    case 'counted':
      return { kind: 'counted', text: countedText(step) }
    case 'months': {
      const months = plural(step.count, { one: '# month', other: '# months' })
      return { kind: 'counted', text: t`${months}: from ${day(step.from)} to ${day(step.to)}.` }
    }
    case 'closed':
      return {
        kind: 'skipped',
        text: t`${span(step.firstDay, step.lastDay)}: not counted, ${closureText(step.because)}.`,
      }
    case 'paused':
      return { kind: 'paused', text: pausedText(step, zone) }
    default:
      return endOf(step, zone)
  }
}

type End = Extract<TraceStep, { step: 'prolonged' | 'clearDay' | 'moved' | 'setByHand' | 'due' }>

function endOf(step: End, zone: string): TraceLine {
  switch (step.step) {
    case 'prolonged': {
      const days = plural(step.days, { one: '# day', other: '# days' })
      const text = t`The pauses put off the end by ${days}, from ${day(step.from)} to ${day(step.to)}.`
      return { kind: 'moved', text }
    }
    case 'clearDay':
      return {
        kind: 'moved',
        text: t`Clear days: neither the first nor the last counts, so ${day(step.date)} is added.`,
      }
    case 'moved':
      return { kind: 'moved', text: movedText(step) }
    case 'setByHand': {
      const [at, due] = [instant(step.at, zone), instant(step.dueAt, zone)]
      const said = t`Set by hand on ${at}: ${due}.`
      return { kind: 'moved', text: step.note ? `${said} ${quoted(step.note)}` : said }
    }
    case 'due':
      return { kind: 'due', text: dueText(step, zone) }
  }
}

function startText({ by }: Extract<TraceStep, { step: 'started' }>, at: string): string {
  switch (by) {
    case 'received':
      return t`Received on ${at}.`
    case 'registered':
      return t`Registered on ${at}.`
    case 'assigned':
      return t`Assigned on ${at}.`
    case 'incoming':
      return t`The correspondent wrote on ${at}.`
    case 'opinionAsked':
      return t`The opinion was asked for on ${at}.`
  }
}

function countedText({
  firstDay,
  lastDay,
  days,
  minutes,
  weekly,
}: TraceGroup & { step: 'counted' }) {
  const when = span(firstDay, lastDay)
  const inDays = plural(days, { one: '# day counted', other: '# days counted' })
  const duration = durationText(minutes)
  const counted = minutes > 0 ? t`${duration} of working time counted` : inDays
  if (weekly === 0) return t`${when}: ${counted}.`
  const closed = plural(weekly, {
    one: '# day of the week-ends between them does not count',
    other: '# days of the week-ends between them do not count',
  })
  return t`${when}: ${counted}; ${closed}.`
}

/** Why a day does not count. */
export function closureText(because: Closure): string {
  switch (because.kind) {
    case 'weekly':
      return t`closed on this day of the week`
    case 'holiday': {
      const name = i18n.locale === 'fr' ? because.name.fr : because.name.en
      return t`${name} (public holiday)`
    }
    case 'exception':
      return t`${because.name} (closure)`
    case 'feed':
      return t`${because.name} (from a calendar feed)`
  }
}

function pausedText(step: Extract<TraceStep, { step: 'paused' }>, zone: string): string {
  const [from, why] = [instant(step.from, zone), pauseText(step.reason)]
  const said =
    step.to === null
      ? t`Paused since ${from}: ${why}.`
      : t`Paused from ${from} to ${instant(step.to, zone)}: ${why}.`
  return step.note ? `${said} ${quoted(step.note)}` : said
}

function movedText({ from, to, because }: Extract<TraceStep, { step: 'moved' }>): string {
  if (because.kind === 'tooFewWorkingDays')
    return t`Too few working days before ${day(from)}: it ends on ${day(to)}.`
  return t`It would end on ${day(from)}, ${closureText(because)}: it goes on to ${day(to)}.`
}

function dueText({ at, lastDay, ends }: Extract<TraceStep, { step: 'due' }>, zone: string) {
  switch (ends) {
    case 'midnight':
      return t`Due on ${day(lastDay)} at 24:00.`
    case 'closeOfBusiness':
      return t`Due on ${instant(at, zone)}, when work ends.`
    case 'sameTime':
      return t`Due on ${instant(at, zone)}, at the time of the start.`
    case 'exact':
      return t`Due on ${instant(at, zone)}.`
  }
}

const quoted = (note: string): string => t`“${note}”`

function span(firstDay: string, lastDay: string): string {
  return firstDay === lastDay ? day(firstDay) : t`${day(firstDay)} to ${day(lastDay)}`
}

/** `Fri, 13 March 2026`, of YYYY-MM-DD. */
function day(date: string): string {
  return dateFormat('UTC').format(new Date(`${date}T00:00:00Z`))
}

function instant(at: string, zone: string): string {
  const date = new Date(at)
  const time = new Intl.DateTimeFormat(intlLocale(), {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(date)
  return t`${dateFormat(zone).format(date)} at ${time}`
}

function dateFormat(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(intlLocale(), {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
}
