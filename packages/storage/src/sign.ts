import { createHmac } from 'node:crypto'

/** Signs texts with a key of this installation: HMAC-SHA-256 (RFC 2104), in hexadecimal digits. */
export function signer(key: Buffer): (text: string) => string {
  return (text) => createHmac('sha256', key).update(text).digest('hex')
}
