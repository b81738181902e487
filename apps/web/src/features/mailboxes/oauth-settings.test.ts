import { describe, expect, it } from 'vitest'
import { emptyForm, isComplete, settingsOf, signInAt } from './oauth-settings.ts'

const form = {
  ...emptyForm,
  clientId: ' an-id ',
  tenant: 'port-leveque.example',
  issuer: 'https://sso.example',
  scope: 'mail',
}

describe('what is entered of an application', () => {
  it('goes to the server as far as it belongs to the provider', () => {
    expect(settingsOf('microsoft365', form, 'imap')).toEqual({
      provider: 'microsoft365',
      flow: 'authorizationCode',
      protocol: 'imap',
      clientId: 'an-id',
      tenant: 'port-leveque.example',
    })
    expect(settingsOf('custom', { ...form, clientSecret: 's' }, 'imap')).toEqual({
      provider: 'custom',
      flow: 'authorizationCode',
      protocol: 'imap',
      clientId: 'an-id',
      clientSecret: 's',
      issuer: 'https://sso.example',
      scope: 'mail',
    })
  })

  it('says what the tokens are for, and where each provider has its servers', () => {
    expect(settingsOf('microsoft365', form, 'pop3').protocol).toBe('pop3')
    expect(signInAt('pop.gmail.com')).toBe('google')
    expect(signInAt('outlook.office365.com')).toBe('microsoft365')
    expect(signInAt('mail.port-leveque.example')).toBe('custom')
  })

  it('asks Google in a browser whatever was chosen before', () => {
    expect(settingsOf('google', { ...form, flow: 'deviceCode' }, 'imap').flow).toBe(
      'authorizationCode',
    )
  })

  it.each([
    ['google', {}, true],
    ['google', { clientId: ' ' }, false],
    ['custom', {}, true],
    ['custom', { issuer: '' }, false],
    ['custom', { scope: '' }, false],
    ['microsoft365', { tenant: '' }, true],
    ['microsoft365', { flow: 'clientCredentials', clientSecret: 's' }, true],
    ['microsoft365', { flow: 'clientCredentials' }, false],
    ['microsoft365', { flow: 'clientCredentials', clientSecret: 's', tenant: '' }, false],
  ] as const)('of %s with %o is complete: %s', (provider, change, complete) => {
    expect(isComplete(provider, { ...form, ...change })).toBe(complete)
  })
})
