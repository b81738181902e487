import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
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
const HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES

/** A key that has been made ready, which costs as much as sealing a letter. */
export type SealingKey = { secret: KeyObject; id: Buffer }

/** Makes a key of 32 bytes ready; its id tells keys apart without telling anything of them. */
export function sealingKey(key: Buffer): SealingKey {
  const digest = hash('sha256', Buffer.concat([Buffer.from('levee key id'), key]), 'buffer')
  return { secret: createSecretKey(key), id: digest.subarray(0, KEY_ID_BYTES) }
}

/**
 * Encrypts with AES-256-GCM (NIST SP 800-38D): version, key id, nonce, tag, then the ciphertext.
 * @param context what the bytes belong to; they open only with the same.
 */
export function seal({ secret, id }: SealingKey, plain: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(Buffer.from(context))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.from([VERSION]), id, nonce, cipher.getAuthTag(), sealed])
}

/**
 * The bytes that `seal` was given.
 * @throws {SealError} for another key, another context, or bytes that were changed or cut.
 */
export function unseal({ secret, id }: SealingKey, sealed: Buffer, context: string): Buffer {
  if (sealed.length < HEADER_BYTES || sealed[0] !== VERSION)
    throw new SealError('damaged', 'It is cut short, or nothing that Levee has sealed.')
  let at = 1
  const take = (length: number): Buffer => sealed.subarray(at, (at += length))
  if (!take(KEY_ID_BYTES).equals(id))
    throw new SealError('wrong-key', 'It was sealed with another LEVEE_SECRET_KEY.')
  const decipher = createDecipheriv('aes-256-gcm', secret, take(NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAuthTag(take(TAG_BYTES)).setAAD(Buffer.from(context))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(at)), decipher.final()])
  } catch (cause) {
    throw new SealError('damaged', 'Its bytes are not those that were sealed.', { cause })
  }
}
