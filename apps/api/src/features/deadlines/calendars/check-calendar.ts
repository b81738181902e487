import { DomainError, knowsHolidaysOf, type OpenHours } from '@levee/domain'
import type { CalendarContent } from '../frame.ts'

type FieldError = { path: string; message: string }

/**
 * Refuses a calendar that makes no sense, and says of each part what is wrong with it.
 * @throws {DomainError} `invalid`.
 */
export function checkCalendar(content: CalendarContent): void {
  const { timeZone, week, exceptions, holidays } = content
  const errors: FieldError[] = []
  if (!isTimeZone(timeZone)) errors.push({ path: 'timeZone', message: 'takes an IANA time zone' })
  for (const [day, hours] of week.entries()) errors.push(...hoursErrors(hours, `week/${day}`))
  for (const [index, { from, to, hours }] of exceptions.entries()) {
    const path = `exceptions/${index}`
    if (to < from) errors.push({ path: `${path}/to`, message: 'is not before the first day' })
    errors.push(...hoursErrors(hours ?? [], `${path}/hours`))
  }
  if (holidays && !knowsHolidaysOf(holidays))
    errors.push({ path: 'holidays', message: 'takes a country and a zone that are known' })
  const isOpen =
    week.some((hours) => hours.length > 0) || exceptions.some(({ kind }) => kind === 'open')
  if (!isOpen) errors.push({ path: 'week', message: 'is open on a day at least' })
  if (errors.length > 0)
    throw new DomainError('invalid', 'The calendar cannot be kept like this.', { errors })
}

function hoursErrors(hours: readonly OpenHours[], path: string): FieldError[] {
  let last = '00:00'
  return hours.flatMap(({ from, to }, index): FieldError[] => {
    const at = `${path}/${index}`
    if (from >= to) return [{ path: `${at}/to`, message: 'is later than the beginning' }]
    if (from < last)
      return [{ path: `${at}/from`, message: 'is not before the end of the hours above' }]
    last = to
    return []
  })
}

function isTimeZone(timeZone: string): boolean {
  try {
    void new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}
