const ZIP = Buffer.from('PK\x03\x04', 'latin1')
const RAR4 = Buffer.from('Rar!\x1a\x07\x00', 'latin1')
const RAR5 = Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1')

/** Bytes of the beginning of a file that `isEncryptedArchive` looks at. */
export const ARCHIVE_HEAD = 64

/**
 * Whether an archive can only be opened with a password, by its beginning: then nobody has looked into
 * it on the way. A ZIP says so at each file (APPNOTE 4.4.4, bit 0), a RAR of its names at the start.
 */
export function isEncryptedArchive(head: Buffer): boolean {
  if (startsWith(head, ZIP)) return head.length > 7 && (head.readUInt16LE(6) & 1) === 1
  if (startsWith(head, RAR5)) return head[14] === 4 || head[13] === 4 // an encryption header comes first
  if (startsWith(head, RAR4))
    return (head.length > 11 && (head.readUInt16LE(10) & 0x80) !== 0) || isEncryptedRarFile(head)
  return false
}

/** RAR 4: the first file's header follows the main one; its flag 0x04 says that it has a password. */
function isEncryptedRarFile(head: Buffer): boolean {
  if (head.length < 25 || head[22] !== 0x74) return false
  return (head.readUInt16LE(23) & 0x04) !== 0
}

function startsWith(bytes: Buffer, mark: Buffer): boolean {
  return bytes.subarray(0, mark.length).equals(mark)
}
