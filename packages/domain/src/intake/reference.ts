/** The year under which mail received at this instant is numbered, in the organisation's time zone. */
export function registerYear(receivedAt: Date, timeZone: string): number {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', calendar: 'gregory' })
    formats.set(timeZone, format) // making one costs a hundred times using it
  }
  return Number(format.format(receivedAt))
}

/** A registration number as people write it: `2026-000123`. */
export function formatReference(year: number, number: number): string {
  return `${year}-${String(number).padStart(6, '0')}`
}

const formats = new Map<string, Intl.DateTimeFormat>()
