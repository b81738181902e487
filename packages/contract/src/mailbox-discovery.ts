import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { NullableString, OneOf, Strict } from './values.ts'

const Server = Type.Object({
  host: Type.String(),
  port: Type.Integer(),
  security: OneOf(['tls', 'starttls', 'none']),
  username: Type.String(),
})

/** A reason, in the language of whoever asked; `code` says the same to a program. */
const Advice = Type.Object({
  code: Type.String(),
  tone: OneOf(['good', 'info', 'warn']),
  text: Type.String(),
})
export type Advice = Static<typeof Advice>

const Source = OneOf(['srv', 'autoconfig', 'provider', 'mx', 'guess'])

/** A way to reach the mailbox; `source` is the surest of those that say so. */
export const MailboxCandidate = Type.Object({
  source: Source,
  sources: Type.Array(Source),
  protocol: OneOf(['imap', 'pop3']),
  incoming: Server,
  outgoing: Type.Optional(Server),
  authentication: OneOf(['password', 'appPassword', 'oauth']),
  provider: Type.Optional(Type.String()),
  advice: Type.Array(Advice),
})
export type MailboxCandidate = Static<typeof MailboxCandidate>

export const ProtocolAdvice = Type.Object({
  protocol: OneOf(['imap', 'pop3', 'push']),
  verdict: OneOf(['recommended', 'possible', 'fallback', 'notOffered']),
  advice: Type.Array(Advice),
})
export type ProtocolAdvice = Static<typeof ProtocolAdvice>

export const MailboxDiscovery = Type.Object({
  candidates: Type.Array(MailboxCandidate),
  protocols: Type.Array(ProtocolAdvice),
  provider: NullableString,
  /** Whether the domain's mail goes to a server of its own. */
  hasOwnServer: Type.Boolean(),
  sources: Type.Array(
    Type.Object({
      source: OneOf(['srv', 'autoconfig', 'mx', 'guess']),
      outcome: OneOf(['found', 'nothing', 'failed']),
      detail: Type.String(),
    }),
  ),
  milliseconds: Type.Integer(),
})
export type MailboxDiscovery = Static<typeof MailboxDiscovery>

export const discoverMailbox = endpoint({
  method: 'POST',
  url: '/api/v1/mailboxes/discover',
  schema: {
    summary:
      'Find out how the mailbox of an address is reached, the best way first (admin). Connects to no mail server',
    body: Strict({
      address: Type.String({ format: 'email', maxLength: 254 }),
      readers: Type.Optional(
        Type.Unsafe<'several' | 'onlyLevee'>({
          ...OneOf(['several', 'onlyLevee']),
          description: 'Who reads the mailbox beside Levee; default several',
        }),
      ),
      room: Type.Optional(
        Type.Unsafe<'enough' | 'little'>({
          ...OneOf(['enough', 'little']),
          description: 'How much room the server has; default enough',
        }),
      ),
    }),
    response: { 200: MailboxDiscovery },
  },
})
