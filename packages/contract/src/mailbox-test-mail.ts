import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { MailboxInput } from './mailboxes.ts'
import { IdParams, NullableString, OneOf } from './values.ts'

/** How far a mail went that a mailbox sent to itself; `message` and `fix` say it in words. */
export const TestMail = Type.Object({
  ok: Type.Boolean(),
  outcome: OneOf(['arrived', 'junk', 'missing', 'notSent', 'notRead']),
  /** From when the sending server took it until it was seen. */
  milliseconds: Type.Integer(),
  folder: NullableString,
  /** Whether every copy is deleted from the server again. */
  removed: Type.Boolean(),
  message: Type.String(),
  fix: Type.Optional(Type.String()),
  /** Why it failed, as in `lastErrorCode` of a mailbox. */
  code: Type.Optional(Type.String()),
})
export type TestMail = Static<typeof TestMail>

export const sendTestMail = endpoint({
  method: 'POST',
  url: '/api/v1/mailboxes/test-mail',
  schema: {
    summary:
      'Send a mail from a mailbox to itself and wait until it arrives, at most a minute, without keeping the settings (admin)',
    body: MailboxInput,
    response: { 200: TestMail },
  },
})

export const sendTestMailOf = endpoint({
  method: 'POST',
  url: '/api/v1/mailboxes/:id/test-mail',
  schema: {
    summary: 'The same with the settings that are kept (admin)',
    params: IdParams,
    response: { 200: TestMail },
  },
})
