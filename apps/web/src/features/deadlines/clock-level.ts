import type { PolicyDeadline } from '@levee/contract'
import { plural, t } from '@lingui/core/macro'
import { daysBetween, longDay, timeOfDay } from '../../formatting/dates.ts'
import type { Level } from '../../ui/level-icon.tsx'

type Clock = Pick<PolicyDeadline, 'state' | 'metAt' | 'startedAt' | 'dueAt'>

const LAST_PART = 0.75 // of the delay

/** How a deadline is drawn, and how much of its time is over. */
export function clockLevel(clock: Clock, now: Date): { level: Level; share: number } {
  const [start, due] = [Date.parse(clock.startedAt), Date.parse(clock.dueAt)]
  const share = due > start ? Math.min(1, Math.max(0, (now.getTime() - start) / (due - start))) : 1
  return { level: levelOf(clock, share, now), share }
}

function levelOf({ state, metAt, dueAt }: Clock, share: number, now: Date): Level {
  if (metAt !== null) return state === 'missed' ? 'over' : 'done'
  if (state === 'paused') return 'pause'
  if (state === 'missed' || now.getTime() > Date.parse(dueAt)) return 'over'
  if (daysBetween(now, lastMoment(dueAt)) === 0) return 'today'
  return share >= LAST_PART ? 'soon' : 'ok'
}

/** How a deadline stands, in a few words. */
export function clockText(clock: Clock, now: Date): string {
  const due = dueText(clock.dueAt)
  if (clock.metAt !== null) {
    const days = daysBetween(new Date(clock.startedAt), new Date(clock.metAt))
    if (clock.state === 'missed') return t`Done late, was due ${due}`
    return days === 0
      ? t`Done the same day`
      : plural(days, { one: 'Done in # day', other: 'Done in # days' })
  }
  if (clock.state === 'paused') return t`Paused, was due ${due}`
  return now.getTime() > Date.parse(clock.dueAt) ? t`Overdue since ${due}` : t`Due ${due}`
}

/** Midnight ends a day: it is told as that day. */
function dueText(dueAt: string): string {
  const at = new Date(dueAt)
  if (timeOfDay(at) === '00:00') return t`${longDay(lastMoment(dueAt))}, 24:00`
  return t`${longDay(at)} at ${timeOfDay(at)}`
}

function lastMoment(dueAt: string): Date {
  return new Date(Date.parse(dueAt) - 1)
}
