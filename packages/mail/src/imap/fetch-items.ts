/** What a line of a FETCH answer says of its message (RFC 9051 §7.5.2), as far as we asked. */
export type FetchItems = {
  uid?: number | undefined
  flags?: string[]
  internalDate?: string
  size?: number
  /** How many bytes of the message follow the line. */
  bytes?: number
}

const BEGIN = /^\* \d{1,10} FETCH \(/i
const ITEM =
  /(UID|RFC822\.SIZE) (\d{1,15})|FLAGS \(([\x20-\x27\x2a-\x7a\x7e]*)\)|INTERNALDATE "([^"\\]{1,40})"|MODSEQ \(\d{1,20}\)|X-GM-MSGID \d{1,20}|EMAILID \([^()\s]{1,255}\)|BODY\[\] \{(\d{1,15})\}$/iy

/** What stands in the first line of a FETCH answer; undefined when it is anything else, or says what we do not know. */
export function firstItems(line: string): FetchItems | undefined {
  const begin = BEGIN.exec(line)
  return begin ? itemsFrom(line, begin[0].length) : undefined
}

/** What stands behind a message's bytes, up to the end of the answer. */
export function lastItems(line: string): FetchItems | undefined {
  return itemsFrom(line, line.startsWith(' ') ? 1 : 0)
}

function itemsFrom(line: string, start: number): FetchItems | undefined {
  const items: FetchItems = {}
  for (let at = start; ;) {
    if (line[at] === ')') return at === line.length - 1 ? items : undefined
    ITEM.lastIndex = at
    const found = ITEM.exec(line)
    if (!found) return undefined
    note(items, found)
    at = ITEM.lastIndex
    if (items.bytes !== undefined) return items
    if (line[at] === ' ') at++
    else if (line[at] !== ')') return undefined
  }
}

function note(
  items: FetchItems,
  [, name, number, flags, internalDate, bytes]: RegExpExecArray,
): void {
  if (name?.toUpperCase() === 'UID') items.uid = uidOf(Number(number))
  else if (name !== undefined) items.size = Number(number)
  else if (flags !== undefined) items.flags = [...new Set(flags.split(' ').filter(Boolean))]
  else if (internalDate !== undefined) items.internalDate = internalDate
  else if (bytes !== undefined) items.bytes = Number(bytes)
}

function uidOf(number: number): number | undefined {
  return number > 0 && number < 2 ** 32 ? number : undefined
}
