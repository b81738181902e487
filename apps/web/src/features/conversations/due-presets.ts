import { readDue } from '@levee/domain'

export type DuePresetKey =
  | 'today'
  | 'nextDay'
  | 'threeDays'
  | 'endOfWeek'
  | 'tenDays'
  | 'endOfMonth'

const words: Record<DuePresetKey, string> = {
  today: 'today',
  nextDay: 'in 1 work day',
  threeDays: 'in 3 work days',
  endOfWeek: 'end of the week',
  tenDays: 'in 10 work days',
  endOfMonth: 'end of the month',
}
const keys = ['today', 'nextDay', 'threeDays', 'endOfWeek', 'tenDays', 'endOfMonth'] as const

/** The usual delays, each ending when work ends, the nearest first; two that end together are one. */
export function duePresets(now: Date, timeZone: string): { key: DuePresetKey; at: Date }[] {
  const list = keys.flatMap((key) => {
    const at = readDue(words[key], { now, timeZone })
    return at && isWorkDay(at, timeZone) ? [{ key, at }] : []
  })
  return list
    .filter(
      ({ at }, index) => list.findIndex((each) => each.at.getTime() === at.getTime()) === index,
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** 17:00 of a day (YYYY-MM-DD), or null when that is over. */
export function endOfWorkOn(day: string, now: Date, timeZone: string): Date | null {
  return readDue(day, { now, timeZone })
}

function isWorkDay(at: Date, timeZone: string): boolean {
  const name = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short' }).format(at)
  return !name.startsWith('S')
}
