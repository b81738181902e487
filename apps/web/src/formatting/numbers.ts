import { intlLocale } from '../i18n.ts'

/** A count for the navigation: exact up to 999, then `1 k+`. */
export function shortCount(count: number): string {
  return count <= 999 ? String(count) : `${Math.floor(count / 1000)}\u202fk+`
}

export function wholeNumber(value: number): string {
  return formatOf('whole', {}).format(value)
}

/** `1.2 MB`, `348 kB`. */
export function fileSize(bytes: number): string {
  const [value, unit] =
    bytes >= 1_000_000_000
      ? [bytes / 1_000_000_000, 'gigabyte']
      : bytes >= 1_000_000
        ? [bytes / 1_000_000, 'megabyte']
        : bytes >= 1000
          ? [bytes / 1000, 'kilobyte']
          : [bytes, 'byte']
  const maximumFractionDigits = bytes >= 1_000_000 ? 1 : 0
  return formatOf(unit, { style: 'unit', unit, maximumFractionDigits }).format(value)
}

/** @param share 0–1. */
export function percent(share: number): string {
  return formatOf('percent', { style: 'percent' }).format(share)
}

const formats = new Map<string, Intl.NumberFormat>()

/** Making one takes longer than drawing a row: each is made once. */
function formatOf(name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${intlLocale()} ${name}`
  const known = formats.get(key) ?? new Intl.NumberFormat(intlLocale(), options)
  formats.set(key, known)
  return known
}

/** `1.8`: for seconds. */
export function oneDecimal(value: number): string {
  return formatOf('one decimal', { maximumFractionDigits: 1 }).format(value)
}

/** @param share 0–1; `94.2%`. */
export function exactPercent(share: number): string {
  return formatOf('exact percent', { style: 'percent', maximumFractionDigits: 1 }).format(share)
}

/** `+ 3`, `− 1.8`: how much something changed. */
export function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}\u202f${oneDecimal(Math.abs(value))}`
}
