import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

// OWASP's second recommendation for Argon2id, the library's default algorithm: 19 MiB, two passes
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

let nobodysHash: Promise<string> | undefined

/** What the database keeps of a password (Argon2id, RFC 9106). */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST)
}

/** Whether it is the password. Without a kept hash it takes as long, so that nobody learns which accounts exist. */
export async function isPassword(kept: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword('nobody has this password')
  const matches = await verify(kept ?? (await nobodysHash), password)
  return matches && kept !== null
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789' // without those that look alike

/** A first password that can be read out on the telephone: 79 random bits. */
export function newPassword(): string {
  const letters = Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)])
  return letters.join('').replaceAll(/.{4}(?=.)/g, '$&-')
}
