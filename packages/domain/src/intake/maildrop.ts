/** A message as a POP3 server lists it; `uidl` is undefined where the server gives no names (RFC 1939 §7). */
export type MaildropEntry = { number: number; size: number; uidl: string | undefined }

const DAY = 86_400_000 // ms

/**
 * Tells the messages that their names identify from those that have none of their own: some servers give no
 * names, some the same one to several messages. The latter can only be known by their content.
 */
export function splitByName<E extends MaildropEntry>(
  listed: readonly E[],
): { named: (E & { uidl: string })[]; nameless: E[] } {
  const times = new Map<string, number>()
  for (const { uidl } of listed) {
    if (uidl !== undefined) times.set(uidl, (times.get(uidl) ?? 0) + 1)
  }
  const isNamed = (entry: E): entry is E & { uidl: string } =>
    entry.uidl !== undefined && times.get(entry.uidl) === 1
  return { named: listed.filter(isNamed), nameless: listed.filter((entry) => !isNamed(entry)) }
}

/**
 * When a message may leave the server: null for never.
 * @param days after it was stored here; not after it was received, for an import of old mail must not empty the server at once.
 */
export function deletableAt(storedAt: Date, days: number | null): Date | null {
  return days === null ? null : new Date(storedAt.getTime() + days * DAY)
}
