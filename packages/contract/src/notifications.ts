import { type Static, Type } from 'typebox'
import { DeadlineKind } from './deadline-kinds.ts'
import { endpoint } from './endpoint.ts'
import {
  Id,
  Instant,
  List,
  Nothing,
  NullableId,
  NullableInstant,
  NullableString,
  OneOf,
  pageQuery,
  Strict,
} from './values.ts'

/**
 * What the viewer is told: of a deadline, with its kind and date; by a rule, with its name; of a reply; that a note
 * names them; that mail was given to them; what happened to mail that they follow, with its topic;
 * that automatic answers stopped at a mail.
 */
export const Notification = Type.Object({
  id: Id,
  kind: OneOf([
    'deadlineNear',
    'deadlinePassed',
    'rule',
    'sendFailed',
    'bounced',
    'sendCancelled',
    'approvalAsked',
    'replyApproved',
    'replyReturned',
    'mention',
    'assigned',
    'followed',
    'acknowledgementsStopped',
  ]),
  topic: Type.Unsafe<'message' | 'note' | 'reply' | 'status' | null>({ type: ['string', 'null'] }),
  /** Who did it; null: somebody outside, or Levee itself. */
  actorId: NullableId,
  noteId: NullableId,
  conversationId: Id,
  reference: NullableString,
  subject: Type.String(),
  deadlineKind: Type.Unsafe<Static<typeof DeadlineKind> | null>({ type: ['string', 'null'] }),
  dueAt: NullableInstant,
  rule: Type.Unsafe<{ id: string; name: string } | null>({
    type: ['object', 'null'],
    properties: { id: { type: 'string' }, name: { type: 'string' } },
  }),
  at: Instant,
  readAt: NullableInstant,
  /** Who is away and would have been told. */
  standsInFor: NullableId,
  /** The mail about it was not sent, or nobody knows whether it was; null: as far as is known it was, or there is none. */
  unsentMail: Type.Unsafe<{ isUncertain: boolean; problem: string | null } | null>({
    type: ['object', 'null'],
    properties: { isUncertain: { type: 'boolean' }, problem: { type: ['string', 'null'] } },
  }),
})
export type Notification = Static<typeof Notification>

export const listNotifications = endpoint({
  method: 'GET',
  url: '/api/v1/notifications',
  schema: {
    summary: 'What the viewer was told, the newest first',
    querystring: Strict({ unread: Type.Optional(OneOf(['true', 'false'])), ...pageQuery }),
    response: { 200: List(Notification) },
  },
})

export const readNotifications = endpoint({
  method: 'POST',
  url: '/api/v1/notifications/read',
  schema: {
    summary: 'Remember that the viewer has read some of them, or all',
    body: Strict({ ids: Type.Optional(Type.Array(Id, { maxItems: 1000 })) }),
    response: { 204: Nothing },
  },
})
