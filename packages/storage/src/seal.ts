import {
  type CipherGCM,
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type DecipherGCM,
  hash,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

/** What was sealed cannot be opened: with this key, or not at all any more. */
export class SealError extends Error {
  override readonly name = 'SealError'
  readonly code: 'wrong-key' | 'damaged'

  constructor(code: SealError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

const VERSION = 1
const KEY_ID_BYTES = 4
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** What goes before the ciphertext. */
export const HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES

/** A key that has been made ready, which costs as much as sealing a letter. */
export type SealingKey = { secret: KeyObject; id: Buffer }

/** Makes a key of 32 bytes ready; its id tells keys apart without telling anything of them. */
export function sealingKey(key: Buffer): SealingKey {
  const digest = hash('sha256', Buffer.concat([Buffer.from('levee key id'), key]), 'buffer')
  return { secret: createSecretKey(key), id: digest.subarray(0, KEY_ID_BYTES) }
}

/** Encrypts piece by piece: the header goes before what `cipher` gives, and is known after it. */
export type Sealer = { cipher: CipherGCM; header(): Buffer }

/**
 * Encrypts with AES-256-GCM (NIST SP 800-38D): version, key id, nonce, tag, then the ciphertext.
 * @param context what the bytes belong to; they open only with the same.
 */
export function seal(key: SealingKey, plain: Uint8Array, context: string): Buffer {
  return Buffer.concat(sealedPieces(key, plain, context))
}

/** What `seal` gives, in pieces: whoever writes them need not copy them. */
export function sealedPieces(key: SealingKey, plain: Uint8Array, context: string): Buffer[] {
  const sealing = sealer(key, context)
  const sealed = [sealing.cipher.update(plain), sealing.cipher.final()]
  return [sealing.header(), ...sealed]
}

/** What `seal` does, for bytes that come in pieces. */
export function sealer({ secret, id }: SealingKey, context: string): Sealer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(Buffer.from(context))
  const header = (): Buffer =>
    Buffer.concat([Buffer.from([VERSION]), id, nonce, cipher.getAuthTag()])
  return { cipher, header }
}

/**
 * The bytes that `seal` was given.
 * @throws {SealError} for another key, another context, or bytes that were changed or cut.
 */
export function unseal(key: SealingKey, sealed: Buffer, context: string): Buffer {
  const decipher = unsealer(key, sealed.subarray(0, HEADER_BYTES), context)
  try {
    return Buffer.concat([decipher.update(sealed.subarray(HEADER_BYTES)), decipher.final()])
  } catch (cause) {
    throw new SealError('damaged', 'Its bytes are not those that were sealed.', { cause })
  }
}

/**
 * What `unseal` does, for bytes that come in pieces: none of them is to be trusted before the end.
 * @throws {SealError} for another key, or a header that is none.
 */
export function unsealer({ secret, id }: SealingKey, header: Buffer, context: string): DecipherGCM {
  if (header.length < HEADER_BYTES || header[0] !== VERSION)
    throw new SealError('damaged', 'It is cut short, or nothing that Levee has sealed.')
  let at = 1
  const take = (length: number): Buffer => header.subarray(at, (at += length))
  if (!take(KEY_ID_BYTES).equals(id))
    throw new SealError('wrong-key', 'It was sealed with another LEVEE_SECRET_KEY.')
  const decipher = createDecipheriv('aes-256-gcm', secret, take(NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
  return decipher.setAuthTag(take(TAG_BYTES)).setAAD(Buffer.from(context))
}
