export type DuePresetKey =
  | 'today'
  | 'nextDay'
  | 'threeDays'
  | 'endOfWeek'
  | 'tenDays'
  | 'endOfMonth'

const endOfWork = 17 // o'clock
const hour = 3_600_000 // ms

/** The usual delays, each ending when work ends; Monday to Friday count. */
export function duePresets(now: Date, timeZone: string): { key: DuePresetKey; at: Date }[] {
  const today = dayIn(now, timeZone)
  const friday = addDays(today, 5 - weekday(today))
  const list: { key: DuePresetKey; day: string }[] = [
    { key: 'today', day: today },
    { key: 'nextDay', day: addWorkDays(today, 1) },
    { key: 'threeDays', day: addWorkDays(today, 3) },
    { key: 'endOfWeek', day: friday },
    { key: 'tenDays', day: addWorkDays(today, 10) },
    { key: 'endOfMonth', day: lastWorkDayOfMonth(today) },
  ]
  return list
    .map(({ key, day }) => ({ key, at: endOfWorkOn(day, timeZone) }))
    .filter(({ key, at }) => at > now && (key !== 'today' || weekday(today) < 6))
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** 17:00 of a day (YYYY-MM-DD) in a time zone. */
export function endOfWorkOn(day: string, timeZone: string): Date {
  const guess = new Date(`${day}T${endOfWork}:00:00Z`)
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  const offset = Date.parse(`${shown.format(guess).replace(' ', 'T')}Z`) - guess.getTime()
  return new Date(guess.getTime() - offset)
}

function dayIn(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at)
}

/** 1 Monday to 7 Sunday. */
function weekday(day: string): number {
  return new Date(`${day}T12:00:00Z`).getUTCDay() || 7
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 24 * hour).toISOString().slice(0, 10)
}

function addWorkDays(day: string, days: number): string {
  let reached = day
  for (let left = days; left > 0;) {
    reached = addDays(reached, 1)
    if (weekday(reached) < 6) left -= 1
  }
  return reached
}

function lastWorkDayOfMonth(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
  return addDays(last, -Math.max(0, weekday(last) - 5))
}
