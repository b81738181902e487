import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { MailboxInput } from './mailboxes.ts'
import { Instant, NullableNumber, NullableString, OneOf } from './values.ts'

/** How a server encrypts, and the certificate that it shows; `problem` says why that is not trusted. */
export const ServerCertificate = Type.Object({
  protocol: Type.String(),
  subject: Type.String(),
  issuer: Type.String(),
  names: Type.Array(Type.String()),
  validUntil: Instant,
  daysLeft: Type.Integer(),
  problem: NullableString,
})
export type ServerCertificate = Static<typeof ServerCertificate>

/** A folder of a server; `roleFrom` says who says what it is for, `messages` how many it holds, if that is known. */
export const CheckedFolder = Type.Object({
  path: Type.String(),
  role: NullableString,
  roleFrom: Type.Unsafe<'choice' | 'server' | 'name' | null>({
    type: ['string', 'null'],
    enum: ['choice', 'server', 'name', null],
  }),
  messages: NullableNumber,
})
export type CheckedFolder = Static<typeof CheckedFolder>

/** One step of a connection check: what was tried, whether it worked, what it means and how to mend it. */
export const CheckedStep = Type.Object({
  step: OneOf([
    'dns',
    'connect',
    'tls',
    'login',
    'folders',
    'messages',
    'smtpConnect',
    'smtpTls',
    'smtpLogin',
  ]),
  ok: Type.Boolean(),
  message: Type.String(),
  /** How to mend what failed, or what to know of what worked. */
  fix: Type.Optional(Type.String()),
  /** Why it failed, as in `lastErrorCode` of a mailbox, so that a screen can say it in its own language. */
  code: Type.Optional(Type.String()),
  /** It worked, and something is to be thought of. */
  warning: Type.Optional(Type.String()),
  tls: Type.Optional(ServerCertificate),
})
export type CheckedStep = Static<typeof CheckedStep>

/**
 * What is worth knowing of the mail server or of the domain of the address, in the language of whoever asked;
 * `code` says the same to a program.
 */
export const CheckNote = Type.Object({
  topic: OneOf([
    'arrival',
    'resuming',
    'moving',
    'roles',
    'quota',
    'connections',
    'spf',
    'dkim',
    'dmarc',
  ]),
  code: Type.String(),
  tone: OneOf(['good', 'info', 'warn']),
  title: Type.String(),
  message: Type.String(),
  fix: Type.Optional(Type.String()),
})
export type CheckNote = Static<typeof CheckNote>

export const checkMailbox = endpoint({
  method: 'POST',
  url: '/api/v1/mailboxes/check',
  schema: {
    summary: 'Try the settings of a mailbox without keeping them (admin)',
    body: MailboxInput,
    response: {
      200: Type.Object({
        ok: Type.Boolean(),
        steps: Type.Array(CheckedStep),
        folders: Type.Array(CheckedFolder),
        notes: Type.Array(CheckNote),
      }),
    },
  },
})
