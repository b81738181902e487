/** What a file says of the time at which a message in it was received. */
export type ReceivedClues = {
  /** Of the line that begins the message in an mbox; null without one. */
  separator: { sender: string; date: Date | null } | null
  /** Of its topmost Received field. */
  received: Date | null
  /** Of its Date field: what the sender says. */
  sent: Date | null
  /** When the file was written. */
  fileDate: Date
}

const AHEAD = 86_400_000 // ms: clocks and time zones that are wrong by no more than a day

/**
 * When a message from a file was received. An mbox knows it best, but for Thunderbird's ("From - …"), which says when it
 * fetched the message; then servers, the sender, and the file. What lies in the future is not believed.
 */
export function receivedAt(
  { separator, received, sent, fileDate }: ReceivedClues,
  now: Date,
): Date {
  const written = separator?.date ?? null
  const isOfServer = separator !== null && separator.sender !== '-'
  const clues = isOfServer ? [written, received, sent] : [received, written, sent]
  const latest = now.getTime() + AHEAD
  const found = clues.find((date) => date !== null && date.getTime() <= latest)
  return found ?? (fileDate <= now ? fileDate : now)
}
