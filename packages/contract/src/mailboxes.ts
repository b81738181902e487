import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { MailboxOAuth } from './oauth.ts'
import { TagColor } from './tags.ts'
import {
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
  Strict,
} from './values.ts'

const Security = OneOf(['tls', 'starttls', 'none'])
const Host = Type.String({ minLength: 1, maxLength: 253 })
const Port = Type.Integer({ minimum: 1, maximum: 65_535 })
const Secret = Type.String({ minLength: 1, maxLength: 1000 })
const Username = Type.String({ maxLength: 320 })

const Path = Type.String({ minLength: 1, maxLength: 500 })

/** Which folders are for what, where neither the server nor their names say it right. */
const FolderRoles = Strict({
  sent: Type.Optional(Path),
  archive: Type.Optional(Path),
  junk: Type.Optional(Path),
  trash: Type.Optional(Path),
})

const DeleteAfterDays = Type.Unsafe<number | null>({
  type: ['integer', 'null'],
  minimum: 0,
  maximum: 3650,
  description:
    'POP3: how many days after it was stored here mail is deleted from the server; null: never',
})

const Incoming = Strict({
  protocol: OneOf(['imap', 'pop3', 'push']),
  host: Type.Optional(Host),
  port: Type.Optional(Port),
  security: Type.Optional(Security),
  username: Type.Optional(Username),
  password: Type.Optional(Secret),
  /** Instead of a password: what POST /mailboxes/oauth/start began. */
  oauth: Type.Optional(Strict({ authorisation: Id })),
  folders: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 500 }), { maxItems: 100 }),
  ),
  folderRoles: Type.Optional(FolderRoles),
  mode: Type.Optional(OneOf(['mirror', 'readOnly'])),
  deleteAfterDays: Type.Optional(DeleteAfterDays),
  authservId: Type.Optional(
    Type.Unsafe<string | null>({
      type: ['string', 'null'],
      maxLength: 253,
      pattern: String.raw`^[^\s;()"]+$`,
      description:
        'Under which name the mail server writes its Authentication-Results (RFC 8601); null: they are computed',
    }),
  ),
  triageSince: Type.Optional(
    Type.String({ description: 'A date or an instant; default 30 days ago' }),
  ),
})

const Outgoing = Strict({
  host: Host,
  port: Port,
  security: Security,
  username: Type.Optional(Username),
  password: Type.Optional(Secret),
})

export const MailboxInput = Strict({
  name: Type.String({ minLength: 1, maxLength: 100 }),
  address: Type.String({ format: 'email', maxLength: 254 }),
  color: Type.Optional(TagColor),
  incoming: Incoming,
  outgoing: Type.Optional(Outgoing),
  memberIds: Type.Optional(Type.Array(Id, { maxItems: 1000 })),
  teamIds: Type.Optional(Type.Array(Id, { maxItems: 1000 })),
  /** Which team gets what no rule gives to any. */
  defaultTeamId: Type.Optional(NullableId),
})
export type MailboxInput = Static<typeof MailboxInput>

/** How far the first import of a mailbox is; counts are messages. */
export const ImportProgress = Type.Object({
  total: Type.Integer(),
  done: Type.Integer(),
  bytesTotal: Type.Integer(),
  bytesDone: Type.Integer(),
  startedAt: NullableInstant,
  messagesPerSecond: NullableNumber,
  secondsLeft: NullableNumber,
})
export type ImportProgress = Static<typeof ImportProgress>

export const MailboxState = OneOf(['idle', 'syncing', 'error'])

/** A mailbox as staff see it; `incoming` and `outgoing` are given to admins, and never with a secret. */
export const Mailbox = Type.Object({
  id: Id,
  name: Type.String(),
  address: Type.String(),
  color: TagColor,
  state: MailboxState,
  paused: Type.Boolean(),
  lastSyncAt: NullableInstant,
  lastError: NullableString,
  lastErrorCode: NullableString,
  retryAt: NullableInstant,
  /** Messages that the server shows and does not give, and since when there are any. */
  unaccounted: Type.Integer(),
  unaccountedSince: NullableInstant,
  /** Set while nothing comes for longer than usual: since when, and how many messages usually come in that time. */
  silentSince: NullableInstant,
  silenceExpected: Type.Integer(),
  canSend: Type.Boolean(),
  import: ImportProgress,
  incoming: Type.Optional(
    Type.Object({
      protocol: OneOf(['imap', 'pop3', 'push']),
      host: NullableString,
      port: NullableNumber,
      security: NullableString,
      username: NullableString,
      folders: Type.Array(Type.String()),
      folderRoles: FolderRoles,
      mode: OneOf(['mirror', 'readOnly']),
      deleteAfterDays: NullableNumber,
      authservId: NullableString,
      triageSince: Instant,
      /** Only where it signs in with tokens. */
      oauth: Type.Optional(MailboxOAuth),
    }),
  ),
  outgoing: Type.Optional(
    Type.Object({ host: Type.String(), port: Port, security: Security, username: NullableString }),
  ),
  memberIds: Type.Optional(Type.Array(Id)),
  teamIds: Type.Optional(Type.Array(Id)),
  defaultTeamId: Type.Optional(NullableId),
})
export type Mailbox = Static<typeof Mailbox>

export const listMailboxes = endpoint({
  method: 'GET',
  url: '/api/v1/mailboxes',
  schema: {
    summary: 'The mailboxes that the viewer is a member of (admins: all)',
    response: { 200: List(Mailbox) },
  },
})

export const getMailbox = endpoint({
  method: 'GET',
  url: '/api/v1/mailboxes/:id',
  schema: { summary: 'One mailbox', params: IdParams, response: { 200: Mailbox } },
})

export const addMailbox = endpoint({
  method: 'POST',
  url: '/api/v1/mailboxes',
  schema: {
    summary:
      'Connect a mailbox (admin); its import starts at once. Without memberIds its members are whoever adds it',
    body: MailboxInput,
    response: { 201: Mailbox },
  },
})

export const changeMailbox = endpoint({
  method: 'PATCH',
  url: '/api/v1/mailboxes/:id',
  schema: {
    summary: 'Change a mailbox (admin); secrets that are left out stay',
    params: IdParams,
    body: Strict({
      name: Type.Optional(MailboxInput.properties.name),
      address: Type.Optional(MailboxInput.properties.address),
      color: Type.Optional(TagColor),
      incoming: Type.Optional(Type.Partial(Incoming)),
      outgoing: Type.Optional(Outgoing),
      memberIds: Type.Optional(Type.Array(Id, { maxItems: 1000 })),
      teamIds: Type.Optional(Type.Array(Id, { maxItems: 1000 })),
      defaultTeamId: Type.Optional(NullableId),
      paused: Type.Optional(Type.Boolean()),
    }),
    response: { 200: Mailbox },
  },
})

export const removeMailbox = endpoint({
  method: 'DELETE',
  url: '/api/v1/mailboxes/:id',
  schema: {
    summary:
      'Remove a mailbox that holds no mail (admin); one that holds mail is paused instead: 409',
    params: IdParams,
    response: { 204: Nothing },
  },
})
export const syncMailbox = endpoint({
  method: 'POST',
  url: '/api/v1/mailboxes/:id/sync',
  schema: {
    summary: 'Ask for a full pass now',
    params: IdParams,
    response: { 202: Type.Object({ requestedAt: Instant }) },
  },
})

export const receiveMessage = endpoint({
  method: 'POST',
  url: '/api/v1/mailboxes/:id/messages',
  schema: {
    summary: 'File one message (message/rfc822) as if it had just arrived',
    params: IdParams,
    response: {
      201: Type.Object({ messageId: Id, conversationId: Id, duplicate: Type.Boolean() }),
    },
  },
})
