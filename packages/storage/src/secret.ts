import { seal, sealingKey, unseal } from './seal.ts'

const CONTEXT = 'secret'

/** Encrypts a password that we must be able to give to somebody else's server. */
export function sealSecret(key: Buffer, plain: string): Buffer {
  return seal(sealingKey(key), Buffer.from(plain), CONTEXT)
}

/**
 * The password that was sealed.
 * @throws {SealError} when the key is another one or the bytes were changed.
 */
export function openSecret(key: Buffer, sealed: Buffer): string {
  return unseal(sealingKey(key), sealed, CONTEXT).toString()
}
