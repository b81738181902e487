import { t } from '@lingui/core/macro'
import { oneDecimal } from '../../formatting/numbers.ts'

const usualDay = 480 // minutes

/** A length of working time: minutes below two hours, hours below a working day, then working days. */
export function workingLength(minutes: number, dayMinutes = usualDay): string {
  const whole = Math.round(minutes)
  if (whole < 120) return t`${whole} min`
  if (whole < dayMinutes) return hoursAndMinutes(whole)
  const days = oneDecimal(minutes / dayMinutes)
  return t`${days} d`
}

/** By how much a length changed, with its sign; null when it did not, as far as one sees. */
export function lengthChange(minutes: number, dayMinutes = usualDay): string | null {
  const length = workingLength(Math.abs(minutes), dayMinutes)
  if (Math.round(minutes) === 0) return null
  return minutes < 0 ? `−\u202f${length}` : `+\u202f${length}`
}

function hoursAndMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = String(minutes % 60).padStart(2, '0')
  return rest === '00' ? t`${hours} h` : t`${hours} h ${rest}`
}
