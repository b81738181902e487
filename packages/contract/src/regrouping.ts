import { type Static, Type } from 'typebox'
import { ExplainedAssignment } from './assignment.ts'
import { Conversation, Status } from './conversations.ts'
import { endpoint } from './endpoint.ts'
import { Message, TrustLevel } from './messages.ts'
import { RuleRun } from './rules.ts'
import {
  Id,
  IdParams,
  Instant,
  NullableId,
  NullableInstant,
  NullableString,
  OneOf,
  Strict,
} from './values.ts'

/** Why a message is in its conversation: how it is linked, to which message, and who its sender is there. */
export const ThreadingReason = Type.Object({
  messageId: Id,
  rule: OneOf([
    'none',
    'inReplyTo',
    'references',
    'returned',
    'answeredBy',
    'commonAncestor',
    'sameContent',
    'reply',
    'merged',
    'split',
  ]),
  basis: Type.Unsafe<'participant' | 'organisation' | 'ours' | 'list' | 'returned' | null>({
    type: ['string', 'null'],
  }),
  internetMessageId: NullableString,
  /** The message of this conversation that bears that id, when there is one. */
  linkedMessageId: NullableId,
})
export type ThreadingReason = Static<typeof ThreadingReason>

/** Mail of the same people under the same subject, that may belong to it. */
export const Suggestion = Type.Object({
  id: Id,
  reference: NullableString,
  subject: Type.String(),
  status: Status,
  receivedAt: Instant,
})
export type Suggestion = Static<typeof Suggestion>

export const Explanation = Type.Object({
  threading: Type.Array(ThreadingReason),
  suggestions: Type.Array(Suggestion),
  /** What the rules came to, the latest first. */
  rules: Type.Array(RuleRun),
  /** Why it is with whom it is, where Levee decided that. */
  assignment: Type.Union([ExplainedAssignment, Type.Null()]),
  deadlines: Type.Array(Type.Object({ dueAt: Instant, setAt: NullableInstant, setBy: NullableId })),
  trust: Type.Array(
    Type.Object({
      messageId: Id,
      level: TrustLevel,
      reasons: Message.properties.trust.properties.reasons,
    }),
  ),
})
export type Explanation = Static<typeof Explanation>

export const explainConversation = endpoint({
  method: 'GET',
  url: '/api/v1/conversations/:id/explanation',
  schema: {
    summary:
      'Why a conversation is where it is: rules, threading, deadlines, trust, and what else may belong to it',
    params: Strict({ id: Type.String({ maxLength: 100 }) }),
    response: { 200: Explanation },
  },
})

export const mergeConversations = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/merge',
  schema: {
    summary: 'Make several conversations one; the numbers of the others lead to it',
    body: Strict({ ids: Type.Array(Id, { minItems: 2, maxItems: 100 }), into: Type.Optional(Id) }),
    response: { 200: Type.Object({ ...Conversation.properties, activityId: NullableId }) },
  },
})

export const splitConversation = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/split',
  schema: {
    summary: 'Make a conversation of its own of some messages; answers the new one',
    params: IdParams,
    body: Strict({ messageIds: Type.Array(Id, { minItems: 1, maxItems: 1000 }) }),
    response: { 200: Type.Object({ ...Conversation.properties, activityId: NullableId }) },
  },
})
