import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import {
  Id,
  IdParams,
  Instant,
  List,
  Nothing,
  NullableString,
  pageQuery,
  Strict,
} from './values.ts'

/** A mail of Levee's own to staff that was not sent, or of which nobody knows whether it was. */
export const UnsentNotice = Type.Object({
  id: Id,
  address: Type.String(),
  subject: Type.String(),
  problem: NullableString,
  /** Nobody knows whether it was sent. */
  isUncertain: Type.Boolean(),
  triedAt: Instant,
})
export type UnsentNotice = Static<typeof UnsentNotice>

export const listUnsentNotices = endpoint({
  method: 'GET',
  url: '/api/v1/notices/unsent',
  schema: {
    summary: 'Mails of Levee’s own that were not sent, or perhaps not; the latest first',
    querystring: Strict(pageQuery),
    response: { 200: List(UnsentNotice) },
  },
})

export const resendNotice = endpoint({
  method: 'POST',
  url: '/api/v1/notices/:id/resend',
  schema: {
    summary: 'Send such a mail again',
    params: IdParams,
    response: { 204: Nothing },
  },
})

export const dismissNotice = endpoint({
  method: 'PATCH',
  url: '/api/v1/notices/:id',
  schema: {
    summary: 'Say that nothing is to be done about such a mail, or take that back',
    params: IdParams,
    body: Strict({ dismissed: Type.Boolean() }),
    response: { 204: Nothing },
  },
})
