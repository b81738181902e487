import { intlLocale } from '../../i18n.ts'

/** A day of the week. @param day 0 on Monday. */
export function weekdayName(day: number): string {
  const name = new Intl.DateTimeFormat(intlLocale(), { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, 0, 1 + day)),
  )
  return name.charAt(0).toLocaleUpperCase() + name.slice(1)
}
