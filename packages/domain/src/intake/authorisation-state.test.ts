import { describe, expect, it } from 'vitest'
import { authorisationEnd, authorisationState } from './authorisation-state.ts'

const now = new Date('2026-03-02T09:00:00Z')
const inDays = (days: number): Date => new Date(now.getTime() + days * 86_400_000)
const facts = {
  flow: 'authorizationCode',
  accessExpiresAt: inDays(-1),
  canRenew: true,
  refreshExpiresAt: null,
  refusedAt: null,
} as const

describe('the state of an authorisation', () => {
  it.each([
    ['valid', 'for ever, as far as the provider says', {}],
    ['valid', 'for 14 days and more', { refreshExpiresAt: inDays(14) }],
    ['expiring', 'for less than 14 days', { refreshExpiresAt: inDays(13.9) }],
    ['refused', 'no longer', { refreshExpiresAt: inDays(0) }],
    ['refused', 'by the provider’s word', { refusedAt: inDays(-1) }],
    ['expiring', 'as long as the only token', { canRenew: false, accessExpiresAt: inDays(0.1) }],
    ['refused', 'as long as the only token was', { canRenew: false }],
    ['valid', 'for an application alone', { canRenew: false, flow: 'clientCredentials' as const }],
  ])('is %s %s', (state, _how, more) => {
    expect(authorisationState({ ...facts, ...more }, now)).toBe(state)
  })

  it('ends with the refresh token, not with the access token', () => {
    expect(authorisationEnd({ ...facts, refreshExpiresAt: inDays(3) })).toEqual(inDays(3))
    expect(authorisationEnd(facts)).toBeNull()
  })
})
