const LF = 0x0a
const CR = 0x0d

/** A message whose lines end in CR alone, as old Macs wrote it, with LF instead: the bytes keep their places. */
export function withLineFeeds(raw: Buffer): Buffer {
  if (raw.includes(LF) || !raw.includes(CR)) return raw
  const changed = Buffer.from(raw)
  for (let at = changed.indexOf(CR); at >= 0; at = changed.indexOf(CR, at + 1)) changed[at] = LF
  return changed
}
