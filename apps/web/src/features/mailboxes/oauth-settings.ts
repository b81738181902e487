import type { MailboxOAuth, OAuthSettings } from '@levee/contract'
import type { FetchProtocol, Server } from './suggest-servers.ts'

/** How a mailbox signs in: with a password, or at which kind of provider. */
export type SignIn = 'password' | OAuthSettings['provider']

/** What is entered of an application; empty where nothing is. */
export type OAuthForm = Record<
  'clientId' | 'clientSecret' | 'tenant' | 'issuer' | 'scope',
  string
> & {
  flow: OAuthSettings['flow']
}

export const emptyForm: OAuthForm = {
  flow: 'authorizationCode',
  clientId: '',
  clientSecret: '',
  tenant: '',
  issuer: '',
  scope: '',
}

/** What is known of an application that was authorised before; its secret stays on the server. */
export function formOf({ flow, clientId, tenant, issuer, scope }: MailboxOAuth): OAuthForm {
  return { ...emptyForm, flow, clientId, scope, tenant: tenant ?? '', issuer: issuer ?? '' }
}

/** The ways to authorise that a provider has for mail. */
export function flowsAt(provider: OAuthSettings['provider']): OAuthSettings['flow'][] {
  return provider === 'google'
    ? ['authorizationCode']
    : ['authorizationCode', 'deviceCode', 'clientCredentials']
}

/** What the server takes; only what belongs to the provider. */
export function settingsOf(
  provider: OAuthSettings['provider'],
  form: OAuthForm,
  protocol: FetchProtocol,
): OAuthSettings {
  const { clientId, clientSecret, tenant, issuer, scope } = form
  const flow = flowsAt(provider).includes(form.flow) ? form.flow : 'authorizationCode'
  return {
    provider,
    flow,
    protocol,
    clientId: clientId.trim(),
    ...(clientSecret.trim() !== '' && { clientSecret: clientSecret.trim() }),
    ...(provider === 'microsoft365' && tenant.trim() !== '' && { tenant: tenant.trim() }),
    ...(provider === 'custom' && issuer.trim() !== '' && { issuer: issuer.trim() }),
    ...(provider === 'custom' && scope.trim() !== '' && { scope: scope.trim() }),
  }
}

/** Whether there is enough to ask the provider. */
export function isComplete(provider: OAuthSettings['provider'], form: OAuthForm): boolean {
  if (form.clientId.trim() === '') return false
  if (provider === 'custom') return form.issuer.trim() !== '' && form.scope.trim() !== ''
  const isAlone = provider === 'microsoft365' && form.flow === 'clientCredentials'
  return !isAlone || (form.tenant.trim() !== '' && form.clientSecret.trim() !== '')
}

/** The mail servers of the large providers. */
export const providerServers: Partial<Record<SignIn, Record<FetchProtocol | 'outgoing', Server>>> =
  {
    microsoft365: {
      imap: { host: 'outlook.office365.com', port: 993, security: 'tls' },
      pop3: { host: 'outlook.office365.com', port: 995, security: 'tls' },
      outgoing: { host: 'smtp.office365.com', port: 587, security: 'starttls' },
    },
    google: {
      imap: { host: 'imap.gmail.com', port: 993, security: 'tls' },
      pop3: { host: 'pop.gmail.com', port: 995, security: 'tls' },
      outgoing: { host: 'smtp.gmail.com', port: 465, security: 'tls' },
    },
  }

/** The provider of a mail server that takes no passwords. */
export function signInAt(host: string): SignIn {
  const isAt = (provider: SignIn): boolean => {
    const { imap, pop3 } = providerServers[provider] ?? {}
    return imap?.host === host || pop3?.host === host
  }
  if (isAt('google')) return 'google'
  return isAt('microsoft365') ? 'microsoft365' : 'custom'
}
