import { createECDH, ECDH, hkdfSync } from 'node:crypto'

/** How push services know this installation again (RFC 8292): a pair of P-256 keys, in base64url. */
export type VapidKeys = { publicKey: string; privateKey: string }

/** The order of P-256 (SEC 2 §2.4.2). */
const ORDER = 0xffff_ffff_0000_0000_ffff_ffff_ffff_ffff_bce6_faad_a717_9e84_f3b9_cac2_fc63_2551n
/** bytes; 64 bits more than the key has, so that no key is likelier than another (FIPS 186-5 A.2.1). */
const SEED_BYTES = 40

/** The keys that belong to a secret: the same each time, so that nothing has to keep them. */
export function vapidKeys(secret: Buffer): VapidKeys {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'vapid p-256', SEED_BYTES))
  const scalar = (BigInt(`0x${seed.toString('hex')}`) % (ORDER - 1n)) + 1n
  const privateKey = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex')
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(privateKey)
  return {
    publicKey: pair.getPublicKey().toString('base64url'),
    privateKey: privateKey.toString('base64url'),
  }
}

/** Whether it is a point of P-256, as browsers give one for what is to be encrypted for them. */
export function isBrowserKey(p256dh: string): boolean {
  try {
    ECDH.convertKey(p256dh, 'prime256v1', 'base64url')
    return true
  } catch {
    return false // it throws at what is no point of the curve
  }
}
