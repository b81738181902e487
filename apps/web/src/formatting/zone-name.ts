import { intlLocale } from '../i18n.ts'

/** `Central European Time (Europe/Paris)`. */
export function zoneName(timeZone: string): string {
  const format = new Intl.DateTimeFormat(intlLocale(), { timeZone, timeZoneName: 'longGeneric' })
  const name = format.formatToParts().find(({ type }) => type === 'timeZoneName')?.value
  return name ? `${name} (${timeZone})` : timeZone
}
