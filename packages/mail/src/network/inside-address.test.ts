import { expect, it } from 'vitest'
import { isInsideAddress } from './inside-address.ts'

it.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.17.0.1',
  '192.168.1.4',
  '100.64.0.9',
  '::1',
  'fd00::1',
  'fe80::1',
])('%s is within the organisation', (address) => expect(isInsideAddress(address)).toBe(true))

it.each([
  '1.1.1.1',
  '172.32.0.1',
  '192.0.2.1',
  '2001:db8::1',
  '2002:0a00:0001::1',
  '2001::1',
  '64:ff9b::a00:1',
  '',
])('%s is not', (address) => expect(isInsideAddress(address)).toBe(false))
