import { randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deriveKeys } from './keys.ts'
import { openSecret, sealSecret } from './secret.ts'

const key = randomBytes(32)

describe('sealing a password', () => {
  it('gives back any text, and never the same bytes twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (plain) => {
        const sealed = sealSecret(key, plain)
        expect(openSecret(key, sealed)).toBe(plain)
        expect(sealed.equals(sealSecret(key, plain))).toBe(false)
      }),
      { numRuns: 50 },
    )
  })

  it('refuses another key and changed bytes', () => {
    const sealed = sealSecret(key, 'mot de passe')
    expect(() => openSecret(randomBytes(32), sealed)).toThrow(/another LEVEE_SECRET_KEY/)
    for (const at of [0, sealed.length - 1]) {
      const changed = Buffer.from(sealed)
      changed[at]! ^= 1
      expect(() => openSecret(key, changed)).toThrow(expect.objectContaining({ code: 'damaged' }))
    }
  })
})

describe('deriving keys', () => {
  it('gives the same three different keys each time', () => {
    const keys = deriveKeys(key)
    expect(deriveKeys(Buffer.from(key))).toEqual(keys)
    const distinct = new Set([key, keys.blobs, keys.secrets, keys.tokens].map(String))
    expect(distinct.size).toBe(4)
    expect(keys.blobs).toHaveLength(32)
  })

  it('refuses a short secret key', () => {
    expect(() => deriveKeys(randomBytes(16))).toThrow('has 16 bytes; it takes 32')
  })
})
