/** The time zone of this browser, the likeliest one of the organisation. */
export function browserTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** All time zones that have a name (IANA), with the browser's own. */
export function timeZones(): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', browserTimeZone()])].toSorted()
}
