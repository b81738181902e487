import { describe, expect, it } from 'vitest'
import { isSendableAddress, readRecipient, readSubject } from './sendable-address.ts'

describe('an address that mail can be sent to', () => {
  it.each([
    'ada@example.org',
    'a.b+tag@sub.example.co.uk',
    "o'neil@example.org",
    'rené@exämple.fr',
    'root@localhost',
  ])('may be %s', (address) => {
    expect(isSendableAddress(address)).toBe(true)
  })

  it.each([
    '',
    '@',
    'ada',
    'ada@',
    '@example.org',
    'a b@example.org',
    'ada@example..org',
    'ada@-example.org',
    'ada@example.org\r\nBcc: eve@example.org',
    'ada@example.org,eve@example.org',
    'ada@example.org>',
    `${'x'.repeat(65)}@example.org`,
    `a@${'x'.repeat(260)}.org`,
  ])('is not %j', (address) => {
    expect(isSendableAddress(address)).toBe(false)
  })
})

describe('reading a recipient', () => {
  it.each([
    ['ada@example.org', { name: '', address: 'ada@example.org' }],
    [' Ada Lovelace < ada@example.org >', { name: 'Ada Lovelace', address: 'ada@example.org' }],
    ['"Lovelace, Ada" <ada@example.org>', { name: 'Lovelace, Ada', address: 'ada@example.org' }],
    [
      { name: 'Ada', address: 'ada@example.org' },
      { name: 'Ada', address: 'ada@example.org' },
    ],
  ])('understands %j', (input, expected) => {
    expect(readRecipient(input, 'to')).toEqual(expected)
  })

  it('names the field when the address is none, and never lets a header in', () => {
    expect(() => readRecipient('nobody', 'cc')).toThrow(
      expect.objectContaining({
        code: 'invalid',
        errors: [expect.objectContaining({ path: 'cc' })],
      }),
    )
    const injected = { name: 'Ada\r\nBcc: eve@example.org', address: 'ada@example.org' }
    expect(() => readRecipient(injected, 'to')).toThrow(/not an address/u)
  })
})

describe('the subject of a reply', () => {
  it('is one line', () => {
    expect(readSubject(' Re: Terrasse ')).toBe('Re: Terrasse')
    expect(() => readSubject('Re: x\r\nBcc: eve@example.org')).toThrow(/line breaks/u)
  })
})
