/** Days on the wall, YYYY-MM-DD, both included; null is open on that side. */
export type FilterDays = { from: string | null; to: string | null }

/** A day, or two with `..` between them, one of which may be left out; undefined when it is neither. */
export function readDays(text: string): FilterDays | undefined {
  if (isDay(text)) return { from: text, to: text }
  const [from = '', to = '', ...rest] = text.split('..')
  const isRange = text.includes('..') && rest.length === 0 && (from !== '' || to !== '')
  const isKnown = [from, to].every((side) => side === '' || isDay(side))
  return isRange && isKnown ? { from: from || null, to: to || null } : undefined
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = Date.parse(text)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) // 30 February is no day
}
