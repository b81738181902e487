import { describe, expect, it } from 'vitest'
import { newPassword } from './new-password.ts'

describe('a new password', () => {
  it('can be read out and is never the same', () => {
    const made = Array.from({ length: 200 }, newPassword)
    for (const password of made)
      expect(password).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/)
    expect(new Set(made).size).toBe(200)
  })

  it('uses the whole alphabet', () => {
    const seen = new Set(Array.from({ length: 400 }, newPassword).join('').replaceAll('-', ''))
    expect(seen.size).toBe(31)
  })
})
