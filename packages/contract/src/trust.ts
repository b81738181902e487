import { type Static, Type } from 'typebox'
import { Conversation } from './conversations.ts'
import { endpoint } from './endpoint.ts'
import { Id, IdParams, OneOf, Strict } from './values.ts'

/** `quarantined`: how many conversations of the same campaign were set aside, this one included. */
export const ReportAnswer = Type.Object({
  conversation: Conversation,
  activityId: Id,
  quarantined: Type.Integer(),
})
export type ReportAnswer = Static<typeof ReportAnswer>

export const reportPhishing = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/report',
  schema: {
    summary:
      'Report phishing: sets the conversation aside with the same campaign in every mailbox; undone as one action',
    params: IdParams,
    body: Strict({ revision: Type.Integer({ minimum: 1 }) }),
    response: { 200: ReportAnswer },
  },
})

/** `awaiting`: a second person has to confirm; `confirmed`: the conversation can be answered. */
export const LegitimacyAnswer = Type.Object({
  conversation: Conversation,
  state: OneOf(['awaiting', 'confirmed']),
})
export type LegitimacyAnswer = Static<typeof LegitimacyAnswer>

export const declareLegitimate = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/legitimate',
  schema: {
    summary:
      'Say that the suspicious mail of a conversation is legitimate, and why; a second person confirms it',
    params: IdParams,
    body: Strict({
      revision: Type.Integer({ minimum: 1 }),
      reason: Type.String({ minLength: 1, maxLength: 1000 }),
    }),
    response: { 200: LegitimacyAnswer },
  },
})
