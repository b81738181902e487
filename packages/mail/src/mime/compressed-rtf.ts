const COMPRESSED = 0x75465a4c // "LZFu"
const PLAIN = 0x414c454d // "MELA"
/** What the dictionary holds at first (MS-OXRTFCP §2.1.2.1). */
const DICTIONARY =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript ' +
  '\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par ' +
  '\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx'
const WINDOW = 4096
/** Bytes of text: the formatted body of a mail stays far below. */
const LONGEST = 20_000_000

/** Decompresses the formatted body of an Outlook message (MS-OXRTFCP); undefined when it is none. */
export function rtfOfCompressed(bytes: Buffer): Buffer | undefined {
  if (bytes.length < 16) return undefined
  const size = Math.min(bytes.readUInt32LE(4), LONGEST)
  const kind = bytes.readUInt32LE(8)
  if (kind === PLAIN) return bytes.subarray(16, 16 + size)
  return kind === COMPRESSED ? decompress(bytes, size) : undefined
}

/** Runs of eight literals or references into the last 4 kB, a bit each saying which (§3.1.4.2). */
function decompress(bytes: Buffer, size: number): Buffer {
  const window = Buffer.alloc(WINDOW)
  let write = window.write(DICTIONARY, 'latin1')
  const output = Buffer.alloc(size)
  let length = 0
  const put = (byte: number): void => {
    output[length++] = byte
    window[write] = byte
    write = (write + 1) % WINDOW
  }
  let at = 16
  while (at < bytes.length) {
    const flags = bytes[at++] ?? 0
    for (let bit = 0; bit < 8 && at < bytes.length; bit++) {
      if (length >= size) return output
      if ((flags & (1 << bit)) === 0) {
        put(bytes[at++] ?? 0)
        continue
      }
      const pair = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
      at += 2
      const offset = pair >> 4
      if (offset === write) return output.subarray(0, length) // the end
      const run = Math.min((pair & 15) + 2, size - length)
      for (let n = 0; n < run; n++) put(window[(offset + n) % WINDOW] ?? 0)
    }
  }
  return output.subarray(0, length)
}
