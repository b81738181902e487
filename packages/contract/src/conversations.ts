import { type Static, Type } from 'typebox'
import { ACTIVITY_KINDS } from './activity-kinds.ts'
import { PolicyDeadline } from './deadlines.ts'
import { endpoint } from './endpoint.ts'
import { Message, TrustLevel } from './messages.ts'
import {
  Address,
  Id,
  IdParams,
  Instant,
  List,
  Nothing,
  NullableId,
  NullableInstant,
  NullableNumber,
  NullableString,
  OneOf,
  pageQuery,
  Strict,
} from './values.ts'

export const Status = OneOf(['open', 'waiting', 'answered', 'archived', 'spam'])
export type Status = Static<typeof Status>

export const Priority = OneOf(['low', 'normal', 'high', 'urgent'])

/** The built-in views, as `?view=` takes them. */
export const viewKeys = [
  'unassigned',
  'mine',
  'team',
  'dueSoon',
  'overdue',
  'waiting',
  'answered',
  'open',
  'newsletters',
  'spam',
  'quarantine',
  'archive',
  'followed',
  'all',
] as const
export type ViewKey = (typeof viewKeys)[number]

export const Conversation = Type.Object({
  id: Id,
  reference: NullableString,
  subject: Type.String(),
  snippet: Type.String(),
  status: Status,
  priority: Priority,
  from: Address,
  mailboxId: Id,
  mailboxIds: Type.Array(Id),
  assigneeId: NullableId,
  teamId: NullableId,
  tagIds: Type.Array(Id),
  messageCount: Type.Integer(),
  hasAttachments: Type.Boolean(),
  isQuarantined: Type.Boolean(),
  isNewsletter: Type.Boolean(),
  unread: Type.Boolean(),
  /** Whether the viewer is told of what happens to it. */
  isFollowed: Type.Boolean(),
  /** The most urgent of its replies that have not arrived. */
  sendState: Type.Unsafe<
    'failed' | 'bounced' | 'awaitingApproval' | 'sending' | 'queued' | 'scheduled' | null
  >({
    type: ['string', 'null'],
  }),
  /** Who began an answer that has not been sent; null: nobody did. */
  draftAuthorId: NullableId,
  receivedAt: Instant,
  lastMessageAt: Instant,
  dueAt: NullableInstant,
  dueState: OneOf(['none', 'running', 'dueSoon', 'dueToday', 'overdue', 'paused', 'met']),
  dueShare: NullableNumber,
  dueInWorkingMinutes: NullableNumber,
  /** Whether somebody set `dueAt`, and no policy. */
  isDueByHand: Type.Boolean(),
  snoozedUntil: NullableInstant,
  trust: TrustLevel,
  /** Why it was set aside, when somebody reported it; null otherwise. */
  spamReason: Type.Unsafe<'phishing' | null>({ type: ['string', 'null'] }),
  revision: Type.Integer(),
})
export type Conversation = Static<typeof Conversation>

/** A user or a team that a note names: in its text stands @ and this name. */
export const Mention = Type.Object({
  type: OneOf(['user', 'team']),
  id: Id,
  name: Type.String(),
})
export type Mention = Static<typeof Mention>

/** A note, or one line of the activity log with what changed. */
export const TimelineEntry = Type.Object({
  type: OneOf(['note', 'activity']),
  id: Id,
  at: Instant,
  actorId: NullableId,
  text: Type.Optional(Type.String()),
  mentions: Type.Optional(Type.Array(Mention)),
  editedAt: Type.Optional(Instant),
  /** Of a note that a rule wrote; what rules did otherwise names them in `after.rules`. */
  rule: Type.Optional(Type.Object({ id: Id, name: Type.String() })),
  kind: Type.Optional(OneOf(ACTIVITY_KINDS)),
  before: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  after: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  undone: Type.Optional(Type.Boolean()),
})
export type TimelineEntry = Static<typeof TimelineEntry>

export const LinkKind = OneOf(['relatedTo', 'duplicateOf', 'followUpOf'])
export type LinkKind = Static<typeof LinkKind>

/** What a conversation has to do with another one that the viewer may see. */
export const ConversationLink = Type.Object({
  id: Id,
  kind: LinkKind,
  /** `out`: this one is a duplicate, a follow-up of the other; `in`: the other is one of this. */
  direction: OneOf(['out', 'in']),
  conversation: Type.Object({
    id: Id,
    reference: NullableString,
    subject: Type.String(),
    status: Status,
    assigneeId: NullableId,
  }),
  createdBy: NullableId,
  createdAt: Instant,
})
export type ConversationLink = Static<typeof ConversationLink>

export const ConversationDetail = Type.Object({
  ...Conversation.properties,
  messages: Type.Array(Message),
  timeline: Type.Array(TimelineEntry),
  deadlines: Type.Array(PolicyDeadline),
  links: Type.Array(ConversationLink),
  deliveries: Type.Array(
    Type.Object({
      id: Id,
      messageId: NullableId,
      mailboxId: Id,
      folder: Type.String(),
      uid: Type.Integer(),
      fate: Type.String(),
      storedAt: Instant,
      /** Those of RFC 9051 that every mail program understands, as the server last showed them. */
      flags: Type.Array(Type.String()),
      /** When we noticed that it was read, or answered, with another program. */
      seenElsewhereAt: NullableInstant,
      answeredElsewhereAt: NullableInstant,
    }),
  ),
  claimsToAnswer: Type.Unsafe<{ id: string; reference: string | null } | null>({
    anyOf: [
      {
        type: 'object',
        properties: { id: { type: 'string' }, reference: { type: ['string', 'null'] } },
      },
      { type: 'null' },
    ],
  }),
})
export type ConversationDetail = Static<typeof ConversationDetail>

export const ConversationPatch = Type.Partial(
  Strict({
    assigneeId: NullableId,
    teamId: NullableId,
    status: Status,
    priority: Priority,
    tagIds: Type.Array(Id, { maxItems: 50 }),
    snoozedUntil: NullableInstant,
    subject: Type.String({ minLength: 1, maxLength: 998 }),
    /** null gives the date back to the policy; without one there is none then. */
    dueAt: NullableInstant,
    /** Why the date is another one; it stands in the log and in the explanation. */
    dueReason: Type.String({ minLength: 1, maxLength: 500 }),
  }),
)
export type ConversationPatch = Static<typeof ConversationPatch>

/** `q` takes words and the tokens from: subject: ref: tag: is: (DESIGN: the filter box). */
export const ConversationQuery = Strict({
  view: Type.Optional(Type.String({ maxLength: 100 })),
  mailbox: Type.Optional(Id),
  status: Type.Optional(Status),
  assignee: Type.Optional(Id),
  team: Type.Optional(Id),
  tag: Type.Optional(Id),
  q: Type.Optional(Type.String({ maxLength: 500 })),
  sort: Type.Optional(OneOf(['receivedAt', 'dueAt'])),
  ...pageQuery,
})
export type ConversationQuery = Static<typeof ConversationQuery>

export const listConversations = endpoint({
  method: 'GET',
  url: '/api/v1/conversations',
  schema: {
    summary: 'Conversations of a view, newest or most urgent first',
    querystring: ConversationQuery,
    response: { 200: List(Conversation) },
  },
})

/** `id` may also be a reference such as 2026-000123. */
export const getConversation = endpoint({
  method: 'GET',
  url: '/api/v1/conversations/:id',
  schema: {
    summary: 'One conversation with its messages, notes and log',
    params: Strict({ id: Type.String({ maxLength: 100 }) }),
    response: { 200: ConversationDetail },
  },
})

export const changeConversation = endpoint({
  method: 'PATCH',
  url: '/api/v1/conversations/:id',
  schema: {
    summary: 'Change a conversation, from the revision that was seen',
    params: IdParams,
    body: Strict({ revision: Type.Integer(), ...ConversationPatch.properties }),
    response: { 200: Type.Object({ ...Conversation.properties, activityId: NullableId }) },
  },
})

export const BulkPatch = Type.Partial(
  Strict({
    ...ConversationPatch.properties,
    addTagIds: Type.Array(Id, { maxItems: 50 }),
    removeTagIds: Type.Array(Id, { maxItems: 50 }),
  }),
)

export const changeConversations = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/bulk',
  schema: {
    summary: 'Change many conversations; each succeeds or fails by itself',
    body: Strict({
      ids: Type.Array(Id, { minItems: 1, maxItems: 1000 }),
      patch: BulkPatch,
    }),
    response: {
      200: Type.Object({
        updated: Type.Array(Conversation),
        activityIds: Type.Array(Id),
        failed: Type.Array(Type.Object({ id: Id, problem: Type.String() })),
      }),
    },
  },
})

export const markRead = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/read',
  schema: {
    summary: 'Remember whether the viewer has read what is there',
    params: IdParams,
    body: Strict({ read: Type.Boolean() }),
    response: { 204: Nothing },
  },
})

export const registerConversation = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/register',
  schema: {
    summary: 'Give a number to mail that has none (imported, spam)',
    params: IdParams,
    response: { 200: Conversation },
  },
})

export const undo = endpoint({
  method: 'POST',
  url: '/api/v1/undo/:activityId',
  schema: {
    summary: 'Take an action back while nothing later depends on it',
    params: Strict({ activityId: Id }),
    response: { 200: Conversation },
  },
})
