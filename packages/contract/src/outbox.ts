import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { MessageState } from './sending.ts'
import {
  Address,
  Id,
  IdParams,
  Instant,
  List,
  NullableId,
  NullableInstant,
  NullableString,
  OneOf,
  pageQuery,
  Strict,
} from './values.ts'

/** What of the outbox is shown: what came to grief, what waits for a person, for its hour, for the server. */
export const OutboxGroup = OneOf(['failed', 'awaitingApproval', 'scheduled', 'queued'])
export type OutboxGroup = Static<typeof OutboxGroup>

export const OutboxItem = Type.Object({
  messageId: Id,
  conversationId: Id,
  reference: NullableString,
  subject: Type.String(),
  to: Type.Array(Address),
  mailboxId: Id,
  authorId: NullableId,
  state: MessageState,
  problem: NullableString,
  /** It failed, and nobody knows whether it was sent. */
  isUncertain: Type.Boolean(),
  sendAt: Instant,
  cancelIfAnswered: Type.Boolean(),
  /** Whether the viewer may let it leave. */
  mayApprove: Type.Boolean(),
  /** Of its conversation. */
  revision: Type.Integer(),
})
export type OutboxItem = Static<typeof OutboxItem>

export const listOutbox = endpoint({
  method: 'GET',
  url: '/api/v1/outbox',
  schema: {
    summary: 'Replies that did not arrive or have not left yet, the next to leave first',
    querystring: Strict({ group: OutboxGroup, ...pageQuery }),
    response: { 200: List(OutboxItem) },
  },
})

const Count = Type.Integer()
export const OutboxCounts = Type.Object({
  failed: Count,
  awaitingApproval: Count,
  scheduled: Count,
  queued: Count,
  /** Mails of Levee's own that were not sent, or perhaps not; 0 for whoever may not see them. */
  notices: Count,
})
export type OutboxCounts = Static<typeof OutboxCounts>

export const countOutbox = endpoint({
  method: 'GET',
  url: '/api/v1/outbox/counts',
  schema: {
    summary:
      'How many replies each group of the outbox has, and how many mails of Levee’s own failed',
    response: { 200: OutboxCounts },
  },
})

export const AlignmentProblem = OneOf([
  'spfMissing',
  'spfSeveral',
  'spfLacksServer',
  'spfForAll',
  'dkimNotFound',
  'dmarcMissing',
  'dmarcBroken',
  'willBeRefused',
])
export type AlignmentProblem = Static<typeof AlignmentProblem>

/** A record to publish in the DNS. */
const NullableRecord = Type.Unsafe<{ name: string; value: string } | null>({
  type: ['object', 'null'],
  properties: { name: { type: 'string' }, value: { type: 'string' } },
})

/** Whether receivers will believe that mail of a mailbox is from its domain; looked up once a day. */
export const Alignment = Type.Object({
  domain: Type.String(),
  /** `unknown`: not looked up yet, or the DNS did not answer. */
  verdict: OneOf(['aligned', 'atRisk', 'unknown']),
  problems: Type.Array(Type.Object({ code: AlignmentProblem, record: NullableRecord })),
  lookedUpAt: NullableInstant,
})
export type Alignment = Static<typeof Alignment>

const approval = {
  /** Who reads replies before they leave: nobody else, a manager, or one of some people. */
  approval: OneOf(['none', 'managers', 'chosen']),
  approverIds: Type.Array(Id, { maxItems: 100 }),
}

export const MailboxSending = Type.Object({ ...approval, alignment: Alignment })
export type MailboxSending = Static<typeof MailboxSending>

export const getMailboxSending = endpoint({
  method: 'GET',
  url: '/api/v1/mailboxes/:id/sending',
  schema: {
    summary: 'Who approves what a mailbox sends, and whether it will be believed',
    params: IdParams,
    response: { 200: MailboxSending },
  },
})

export const setMailboxApproval = endpoint({
  method: 'PUT',
  url: '/api/v1/mailboxes/:id/sending',
  schema: {
    summary: 'Choose who reads the replies of a mailbox before they leave',
    params: IdParams,
    body: Strict(approval),
    response: { 200: MailboxSending },
  },
})

export const lookUpAlignment = endpoint({
  method: 'POST',
  url: '/api/v1/mailboxes/:id/alignment',
  schema: {
    summary: 'Look the DNS records of a mailbox up again',
    params: IdParams,
    response: { 200: MailboxSending },
  },
})
