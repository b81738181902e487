import { hkdfSync } from 'node:crypto'

/** One key per use, so that none can be tried on another's bytes. */
export type Keys = {
  blobs: Buffer
  secrets: Buffer
  tokens: Buffer
  images: Buffer
  threading: Buffer
  webhooks: Buffer
  browsers: Buffer
}

const KEY_BYTES = 32

/**
 * Derives the keys of this installation from its secret key (HKDF, RFC 5869).
 * @throws {RangeError} when it is not 32 bytes long.
 */
export function deriveKeys(secretKey: Buffer): Keys {
  if (secretKey.length !== KEY_BYTES)
    throw new RangeError(`The secret key has ${secretKey.length} bytes; it takes ${KEY_BYTES}.`)
  const derive = (use: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secretKey, '', `levee ${use}`, KEY_BYTES))
  return {
    blobs: derive('blobs'),
    secrets: derive('secrets'),
    tokens: derive('tokens'),
    images: derive('images'),
    threading: derive('threading'),
    webhooks: derive('webhooks'),
    browsers: derive('browsers'),
  }
}
