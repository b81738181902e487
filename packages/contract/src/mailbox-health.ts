import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { IdParams, Instant, NullableNumber } from './values.ts'

const Quota = Type.Object({
  used: Type.Integer(),
  /** 0: as much as it likes. */
  limit: Type.Integer(),
})

export const MailboxHealth = Type.Object({
  /** The last 24 hours, the one that runs last: what came, and what usually comes by then where that is known. */
  hours: Type.Array(Type.Object({ at: Instant, messages: Type.Integer(), usual: NullableNumber })),
  /** How full it is, in bytes; null where its server does not say. */
  quota: Type.Union([Quota, Type.Null()]),
})
export type MailboxHealth = Static<typeof MailboxHealth>

export const getMailboxHealth = endpoint({
  method: 'GET',
  url: '/api/v1/mailboxes/:id/health',
  schema: {
    summary: 'What came in each of the last 24 hours, and how full the mailbox is',
    params: IdParams,
    response: { 200: MailboxHealth },
  },
})
