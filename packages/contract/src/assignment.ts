import { type Static, Type } from 'typebox'
import { Conversation } from './conversations.ts'
import { endpoint } from './endpoint.ts'
import { Id, IdParams, NullableId, NullableString, OneOf } from './values.ts'

/**
 * Why Levee gave a conversation to somebody, as the log keeps it in `after.assignment`. `opening`: they opened it
 * first; `standIn`: they stand in for `insteadOf`; `team`: nobody of the team could be given it.
 */
export const AssignmentReason = Type.Object({
  mode: OneOf(['roundRobin', 'leastLoaded', 'opening', 'standIn', 'team']),
  userId: NullableId,
  teamId: NullableId,
  /** Whose turn it was before. */
  after: NullableId,
  /** Among whom it was chosen, the lightest first; `weight`: the open ones, the more urgent the heavier. */
  among: Type.Array(Type.Object({ userId: Id, open: Type.Integer(), weight: Type.Number() })),
  away: Type.Array(Type.Object({ userId: Id, until: Type.String() })),
  /** Who had it and is away; `until` null: they have left. */
  insteadOf: Type.Unsafe<{ userId: string; until: string | null } | null>({
    type: ['object', 'null'],
    properties: { userId: { type: 'string' }, until: { type: ['string', 'null'] } },
  }),
})
export type AssignmentReason = Static<typeof AssignmentReason>

/** The last choice that Levee made for a conversation, where it still stands. */
export const ExplainedAssignment = Type.Object({
  at: Type.String({ format: 'date-time' }),
  /** The mailbox whose mail goes to this team, where that decided on the team. */
  mailboxId: NullableString,
  reason: AssignmentReason,
})
export type ExplainedAssignment = Static<typeof ExplainedAssignment>

export const openConversation = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/opened',
  schema: {
    summary:
      'Say that the viewer has it before them: theirs now, where their team gives unassigned mail to who opens it first',
    params: IdParams,
    response: { 200: Type.Object({ ...Conversation.properties, activityId: NullableId }) },
  },
})
