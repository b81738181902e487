import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import type { MailboxOAuth } from '@levee/contract'
import { render } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { AuthorisationBadge } from './authorisation-badge.tsx'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000 + 60_000).toISOString()

function shown(change: Partial<MailboxOAuth> | undefined): string {
  const oauth: MailboxOAuth = {
    provider: 'microsoft365',
    flow: 'authorizationCode',
    clientId: 'an-id',
    tenant: null,
    issuer: null,
    scope: 'mail',
    authorisedBy: { id: 'u', name: 'Nadia' },
    authorisedAt: inDays(-30),
    accessExpiresAt: inDays(0),
    refreshExpiresAt: null,
    endsAt: null,
    state: 'valid',
    ...change,
  }
  const { container } = render(
    <I18nProvider i18n={i18n}>
      <AuthorisationBadge oauth={change && oauth} />
    </I18nProvider>,
  )
  return container.textContent.trim()
}

describe('the badge of an authorisation', () => {
  it.each([
    ['nothing for a mailbox with a password', undefined, ''],
    ['nothing while nobody has to act', {}, ''],
    [
      'how soon somebody has to',
      { state: 'expiring', endsAt: inDays(9) },
      'Authorisation ends in 9 days',
    ],
    ['the last day', { state: 'expiring', endsAt: inDays(0) }, 'Authorisation ends today'],
    ['that it is too late', { state: 'refused' }, 'Authorise again'],
  ] as const)('says %s', (_what, change, text) => {
    expect(shown(change)).toBe(text)
  })
})
