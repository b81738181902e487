import { findIana } from 'windows-iana'

/** The zone that a TZID means; Exchange writes Windows' names, some programs a path before them. Null where nobody knows it. */
export function zoneOf(tzid: unknown): string | null {
  if (typeof tzid !== 'string') return null
  const name = tzid.replace(/^["\s]+|["\s]+$/g, '')
  const candidates = [name, ...(findIana(name) ?? []), /[A-Z]\w+\/[\w/+-]+$/.exec(name)?.[0] ?? '']
  return candidates.find(isZone) ?? null
}

function isZone(name: string): boolean {
  if (!name) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
