import type { BlobFile } from './blob-file.ts'
import { lengthOf } from './durable-file.ts'

const ADDRESS_BYTES = 32
const LENGTH_BYTES = 6
const HEADER_BYTES = ADDRESS_BYTES + LENGTH_BYTES

/** A journal's bytes, in pieces: for each blob its SHA-256, the length of its file, and the file. */
export function encodeJournal(blobs: readonly BlobFile[]): Buffer[] {
  return blobs.flatMap((blob) => [headerOf(blob), ...blob.file])
}

/** The blobs of a journal, up to where its bytes end. */
export function* decodeJournal(bytes: Buffer): Generator<BlobFile> {
  for (let at = 0; at + HEADER_BYTES <= bytes.length;) {
    const sha256 = bytes.toString('hex', at, at + ADDRESS_BYTES)
    const length = bytes.readUIntBE(at + ADDRESS_BYTES, LENGTH_BYTES)
    at += HEADER_BYTES
    if (at + length > bytes.length) return
    yield { sha256, file: [bytes.subarray(at, (at += length))] }
  }
}

function headerOf({ sha256, file }: BlobFile): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  header.write(sha256, 'hex')
  header.writeUIntBE(lengthOf(file), ADDRESS_BYTES, LENGTH_BYTES)
  return header
}
