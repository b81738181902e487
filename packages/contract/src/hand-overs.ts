import { type Static, Type } from 'typebox'
import { Absence } from './absences.ts'
import { Conversation } from './conversations.ts'
import { endpoint } from './endpoint.ts'
import { Id, IdParams, Instant, NullableId, OneOf, Strict } from './values.ts'

/** What somebody who will be away has on the desk, and to whom it could go. */
export const HandOverItem = Type.Object({
  conversation: Conversation,
  /** Null: nobody who is there could be given it. */
  proposedId: NullableId,
  why: OneOf(['substitute', 'leastLoaded', 'nobody']),
  /** Who may be given it: may see it, and is not away in these days. */
  eligibleIds: Type.Array(Id),
})
export type HandOverItem = Static<typeof HandOverItem>

/** What was handed over in an absence and what came of it. */
export const HandedOver = Type.Object({
  conversation: Conversation,
  givenTo: NullableId,
  at: Instant,
  /** What happened since. */
  incoming: Type.Integer(),
  replies: Type.Integer(),
  notes: Type.Integer(),
  /** It is still with whoever it was given to, and is to do. */
  canTakeBack: Type.Boolean(),
})
export type HandedOver = Static<typeof HandedOver>

const Applied = Type.Object({
  activityIds: Type.Array(Id),
  failed: Type.Array(Type.Object({ id: Id, problem: Type.String() })),
})

export const getHandOver = endpoint({
  method: 'GET',
  url: '/api/v1/absences/:id/hand-over',
  schema: {
    summary:
      'What the person has on the desk and to whom it could go; what was handed over already',
    params: IdParams,
    response: {
      200: Type.Object({
        absence: Absence,
        items: Type.Array(HandOverItem),
        handedOver: Type.Array(HandedOver),
        /** More than are listed. */
        more: Type.Integer(),
      }),
    },
  },
})

export const handOver = endpoint({
  method: 'POST',
  url: '/api/v1/absences/:id/hand-over',
  schema: {
    summary: 'Give what somebody has to others for an absence; each can be undone',
    params: IdParams,
    body: Strict({
      moves: Type.Array(Strict({ id: Id, assigneeId: Id }), { minItems: 1, maxItems: 500 }),
    }),
    response: { 200: Applied },
  },
})

export const takeBack = endpoint({
  method: 'POST',
  url: '/api/v1/absences/:id/take-back',
  schema: {
    summary:
      'Give what was handed over back to whoever had it: all of it that still can be, or some',
    params: IdParams,
    body: Strict({ ids: Type.Optional(Type.Array(Id, { maxItems: 500 })) }),
    response: { 200: Applied },
  },
})
