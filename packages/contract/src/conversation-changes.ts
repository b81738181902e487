import { type Static, Type } from 'typebox'
import { ACTIVITY_KINDS } from './activity-kinds.ts'
import { endpoint } from './endpoint.ts'
import { Id, IdParams, Instant, NullableId, NullableString, OneOf, Strict } from './values.ts'

/** What a writer of an answer should look at; everything else is `other`. */
export const ChangeSubject = OneOf(['mail', 'reply', 'note', 'status', 'assignee', 'other'])
export type ChangeSubject = Static<typeof ChangeSubject>

const Fields = Type.Record(Type.String(), Type.Unknown())

/** One thing that happened to a conversation: what, by whom, when. */
export const ConversationChange = Type.Object({
  activityId: Id,
  /** Of the conversation, since then. */
  revision: Type.Integer(),
  at: Instant,
  actorId: NullableId,
  /** The colleague, or whoever wrote the mail; null: Levee itself. */
  who: NullableString,
  subjects: Type.Array(ChangeSubject),
  kind: OneOf(ACTIVITY_KINDS),
  before: Fields,
  after: Fields,
})
export type ConversationChange = Static<typeof ConversationChange>

/** `changes` of a refusal (409 `stale`) of whatever is built on a conversation: what happened since, the oldest first. */
export const ConversationChanges = Type.Object({
  revision: Type.Integer(),
  activities: Type.Array(ConversationChange),
})
export type ConversationChanges = Static<typeof ConversationChanges>

export const getChanges = endpoint({
  method: 'GET',
  url: '/api/v1/conversations/:id/changes',
  schema: {
    summary: 'What happened to a conversation since a revision',
    params: IdParams,
    querystring: Strict({ since: Type.Integer() }),
    response: { 200: ConversationChanges },
  },
})
