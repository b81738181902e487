import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { Id, IdParams, Instant, NullableInstant, NullableString, OneOf, Strict } from './values.ts'

const Provider = OneOf(['microsoft365', 'google', 'custom'])
const Flow = OneOf(['authorizationCode', 'deviceCode', 'clientCredentials'])
const Url = Type.String({ pattern: String.raw`^https?://[^\s\\]+$`, maxLength: 500 })

/** The application as it is registered at the provider. */
export const OAuthSettings = Strict({
  provider: Provider,
  flow: Flow,
  protocol: Type.Optional(
    Type.Unsafe<'imap' | 'pop3'>({
      ...OneOf(['imap', 'pop3']),
      description: 'What the tokens are for, where providers tell them apart; default imap',
    }),
  ),
  clientId: Type.String({ pattern: String.raw`^\S+$`, maxLength: 300 }),
  clientSecret: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
  tenant: Type.Optional(
    Type.String({
      pattern: String.raw`^[\w.-]+$`,
      maxLength: 253,
      description: 'Microsoft 365: the id or the domain of the directory',
    }),
  ),
  issuer: Type.Optional(Url),
  authorizationEndpoint: Type.Optional(Url),
  tokenEndpoint: Type.Optional(Url),
  deviceAuthorizationEndpoint: Type.Optional(Url),
  scope: Type.Optional(
    Type.String({ pattern: String.raw`^[\x21-\x7e]+(?: [\x21-\x7e]+)*$`, maxLength: 1000 }),
  ),
})
export type OAuthSettings = Static<typeof OAuthSettings>

/** How a mailbox signs in with tokens; never with a secret or a token. */
export const MailboxOAuth = Type.Object({
  provider: Provider,
  flow: Flow,
  clientId: Type.String(),
  tenant: NullableString,
  issuer: NullableString,
  scope: Type.String(),
  authorisedBy: Type.Object({ id: Id, name: Type.String() }),
  authorisedAt: Instant,
  accessExpiresAt: Instant,
  refreshExpiresAt: NullableInstant,
  /** When somebody must have authorised again; null: as far as is known never. */
  endsAt: NullableInstant,
  state: OneOf(['valid', 'expiring', 'refused']),
})
export type MailboxOAuth = Static<typeof MailboxOAuth>

/** An authorisation under way; what a person has to open and to type is only told to whoever starts it. */
export const Authorisation = Type.Object({
  id: Id,
  flow: Flow,
  state: OneOf(['pending', 'authorised', 'refused', 'expired']),
  problem: NullableString,
  expiresAt: Instant,
  /** Seconds until it is worth asking again. */
  interval: Type.Integer(),
  authorizationUrl: Type.Optional(Type.String()),
  userCode: Type.Optional(Type.String()),
  verificationUri: Type.Optional(Type.String()),
  verificationUriComplete: Type.Optional(Type.String()),
})
export type Authorisation = Static<typeof Authorisation>

export const startAuthorisation = endpoint({
  method: 'POST',
  url: '/api/v1/mailboxes/oauth/start',
  schema: {
    summary:
      'Begin to authorise a mailbox at its provider (admin). With mailboxId that mailbox takes the tokens, by default as it was authorised before; else pass the id as incoming.oauth.authorisation when it is checked and connected',
    body: Strict({ settings: Type.Optional(OAuthSettings), mailboxId: Type.Optional(Id) }),
    response: { 201: Authorisation },
  },
})

export const pollAuthorisation = endpoint({
  method: 'POST',
  url: '/api/v1/mailboxes/oauth/:id/poll',
  schema: {
    summary: 'How far an authorisation is that this session started (admin)',
    params: IdParams,
    response: { 200: Authorisation },
  },
})

/** Where providers send the browser back to; it goes on to the page that says how it ended. */
export const OAUTH_CALLBACK = '/oauth/callback'
export const OAUTH_DONE = '/oauth/done'
