import { type DueFrame, localDay, readDue } from '@levee/domain'

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
const DAY = 86_400_000 // ms
const keys = ['today', 'nextDay', 'threeDays', 'endOfWeek', 'tenDays', 'endOfMonth'] as const

/** The usual delays, each ending when work ends, the nearest first; two that end together are one. */
export function duePresets(frame: DueFrame): { key: DuePresetKey; at: Date }[] {
  const list = keys.flatMap((key) => {
    const at = readDue(words[key], frame)
    return at && isWorkDay(at, frame) ? [{ key, at }] : []
  })
  return list
    .filter(
      ({ at }, index) => list.findIndex((each) => each.at.getTime() === at.getTime()) === index,
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** When work ends on a day (YYYY-MM-DD), or null when that is over. */
export function endOfWorkOn(day: string, frame: DueFrame): Date | null {
  return readDue(day, frame)
}

/** Whether nobody works on a day (YYYY-MM-DD): a week-end, a holiday, a closure. */
export function isClosedOn(day: string, { hours }: DueFrame): boolean {
  const date = Date.parse(day)
  if (hours) return hours.planOf(date / DAY).spans.length === 0
  return [0, 6].includes(new Date(date).getUTCDay())
}

function isWorkDay(at: Date, { timeZone, hours }: DueFrame): boolean {
  if (hours) return hours.planOf(localDay(at.getTime(), timeZone)).spans.length > 0
  const name = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short' }).format(at)
  return !name.startsWith('S')
}
