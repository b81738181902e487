import { describe, expect, it } from 'vitest'
import { addressDomain, displayName, formatAddress, isSameAddress } from './address.ts'

describe('an address', () => {
  it('is shown by its name, or else by itself', () => {
    expect(displayName({ name: 'Ada', address: 'ada@x.org' })).toBe('Ada')
    expect(displayName({ name: ' ', address: 'ada@x.org' })).toBe('ada@x.org')
  })

  it('is written on one line', () => {
    expect(formatAddress({ name: 'Ada', address: 'ada@x.org' })).toBe('Ada <ada@x.org>')
    expect(formatAddress({ name: '', address: 'ada@x.org' })).toBe('ada@x.org')
    expect(formatAddress({ name: 'ada@x.org', address: 'ada@x.org' })).toBe('ada@x.org')
    expect(formatAddress({ name: 'undisclosed', address: '' })).toBe('undisclosed')
  })

  it('has the domain behind its last @', () => {
    expect(addressDomain('"a@b"@Example.ORG')).toBe('example.org')
    expect(addressDomain('nobody')).toBe('')
    expect(addressDomain('')).toBe('')
  })

  it('is the same in any case', () => {
    expect(isSameAddress('Ada@X.org ', 'ada@x.org')).toBe(true)
    expect(isSameAddress('ada@x.org', 'bob@x.org')).toBe(false)
  })
})
