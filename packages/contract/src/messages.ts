import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { PartCard } from './part-cards.ts'
import { MessageState, NullableSending } from './sending.ts'
import {
  Address,
  Id,
  IdParams,
  Instant,
  NullableId,
  Nothing,
  NullableInstant,
  NullableString,
  OneOf,
  Strict,
} from './values.ts'

/** What was found out about a file. */
export const FileFindingKind = OneOf([
  'malware',
  'macros',
  'runs',
  'page',
  'disguised',
  'otherType',
  'encrypted',
  'unseen',
  'outside',
])
export type FileFindingKind = Static<typeof FileFindingKind>

export const Attachment = Type.Object({
  index: Type.Integer(),
  name: Type.String(),
  contentType: Type.String(),
  size: Type.Integer(),
  inline: Type.Boolean(),
  /** `blocked`: it is not handed out. `macros`: it is, to who confirms. */
  state: OneOf(['notChecked', 'scanning', 'clean', 'macros', 'blocked']),
  /** With the name of what was found: a virus, a file in an archive, the true type. */
  findings: Type.Array(Type.Object({ kind: FileFindingKind, detail: Type.String() })),
  /** How the server can show it; `none`: only a download. */
  preview: OneOf(['none', 'pages', 'text']),
  /** The files in it, when it is a message or a winmail.dat. */
  contents: Type.Array(
    Type.Object({
      index: Type.Integer(),
      name: Type.String(),
      contentType: Type.String(),
      size: Type.Integer(),
    }),
  ),
  /** What it says, when that is shown beside its name. */
  card: Type.Union([PartCard, Type.Null()]),
})
export type Attachment = Static<typeof Attachment>

/** Who did not get a mail, with the status code (RFC 3463) and the words of the server that refused it. */
export const FailedRecipient = Type.Object({
  address: Type.String(),
  status: Type.String(),
  diagnostic: Type.String(),
})
export type FailedRecipient = Static<typeof FailedRecipient>

/** Whether a machine wrote it, and which kind of message that is. */
export const Automatic = OneOf([
  'no',
  'autoReply',
  'bounce',
  'deliveryNotice',
  'receipt',
  'invitationReply',
  'complaint',
  'list',
  'newsletter',
  'notification',
])
export type Automatic = Static<typeof Automatic>

export const TrustLevel = OneOf(['verified', 'unknown', 'first', 'danger'])

type Claim = { reason: string; claimedBy: string; claimedAt: string; confirmedBy: string | null }
const NullableClaim = Type.Unsafe<Claim | null>({
  anyOf: [
    {
      type: 'object',
      properties: {
        reason: { type: 'string' },
        claimedBy: { type: 'string', format: 'uuid' },
        claimedAt: { type: 'string', format: 'date-time' },
        confirmedBy: { type: ['string', 'null'], format: 'uuid' },
      },
    },
    { type: 'null' },
  ],
})

export const Message = Type.Object({
  id: Id,
  conversationId: Id,
  direction: OneOf(['incoming', 'outgoing']),
  channel: OneOf(['email', 'paper']),
  internetMessageId: NullableString,
  from: Address,
  replyTo: Type.Array(Address),
  to: Type.Array(Address),
  cc: Type.Array(Address),
  bcc: Type.Array(Address),
  subject: Type.String(),
  date: NullableInstant,
  receivedAt: Instant,
  text: Type.String(),
  textWithoutQuotes: Type.String(),
  hasHtml: Type.Boolean(),
  attachments: Type.Array(Attachment),
  state: MessageState,
  /** Why it could not be read or sent; `tooDeep`, `tooManyParts`, `headerTooLong`: only its beginning was read. */
  problem: Type.Optional(Type.String()),
  automatic: Automatic,
  /** Of a bounce and of the mail that it returns. */
  failedRecipients: Type.Array(FailedRecipient),
  headers: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
  authentication: Type.Object({
    spf: NullableString,
    dkim: NullableString,
    dmarc: NullableString,
    arc: NullableString,
    /** Who found it: the mailbox's own server, or Levee; null while nobody has looked. */
    source: NullableString,
  }),
  trust: Type.Object({
    level: TrustLevel,
    reasons: Type.Array(
      Type.Object({
        code: Type.String(),
        /** `strong`: seldom without bad intent. */
        strength: OneOf(['strong', 'weak']),
        /** In the viewer's language: what is odd, and what was seen. */
        title: Type.String(),
        text: Type.String(),
        evidence: Type.String(),
        details: Type.Record(Type.String(), Type.String()),
      }),
    ),
    /** Who said that it is legitimate, and why; `confirmedBy` null: a second person is awaited. */
    claim: NullableClaim,
  }),
  /** Whether the pictures that its HTML has on other hosts are shown without being asked for. */
  remoteImages: OneOf(['blocked', 'shown']),
  authorId: NullableId,
  /** Of what we send ourselves. */
  sending: Type.Optional(NullableSending),
})
export type Message = Static<typeof Message>

export const getMessage = endpoint({
  method: 'GET',
  url: '/api/v1/messages/:id',
  schema: { summary: 'One message', params: IdParams, response: { 200: Message } },
})

export const rereadMessage = endpoint({
  method: 'POST',
  url: '/api/v1/messages/:id/reread',
  schema: {
    summary: 'Reads a message that was set aside again',
    params: IdParams,
    response: { 200: Message },
  },
})

/** Answers `message/rfc822`: the bytes as received. */
export const getMessageSource = endpoint({
  method: 'GET',
  url: '/api/v1/messages/:id/source',
  schema: {
    summary: 'The raw message, byte for byte',
    params: IdParams,
    response: { 200: Type.Unknown() },
  },
})

/** Answers `text/html` under a policy that runs and loads nothing. */
export const getMessageHtml = endpoint({
  method: 'GET',
  url: '/api/v1/messages/:id/html',
  schema: {
    summary: 'The sanitised HTML of a message, for a sandboxed frame',
    params: IdParams,
    querystring: Strict({
      theme: Type.Optional(OneOf(['light', 'dark'])),
      /** `shown`: pictures on other hosts come through our proxy; left out, they do not come. */
      images: Type.Optional(OneOf(['blocked', 'shown'])),
    }),
    response: { 200: Type.Unknown(), 304: Nothing },
  },
})

/** The addresses of these are in the HTML of the message, signed; no other can be asked for. */
export const getRemoteImage = endpoint({
  method: 'GET',
  url: '/api/v1/messages/:id/images',
  schema: {
    summary: 'A picture that the message has on another host, fetched and drawn anew by the server',
    params: IdParams,
    querystring: Strict({
      url: Type.String({ maxLength: 8000 }),
      expires: Type.Integer(),
      signature: Type.String({ maxLength: 100 }),
    }),
    response: { 200: Type.Unknown() },
  },
})

/** For everybody in the organisation and every message of its sender; refused for a dangerous one. */
export const setRemoteImages = endpoint({
  method: 'PUT',
  url: '/api/v1/messages/:id/remote-images',
  schema: {
    summary: 'Always show, or no longer show, the pictures of the sender of a message',
    params: IdParams,
    body: Strict({ remoteImages: OneOf(['blocked', 'shown']) }),
    response: { 200: Message },
  },
})

const FileParams = Strict({ id: Id, index: Type.Integer({ minimum: 0 }) })

export const getAttachment = endpoint({
  method: 'GET',
  url: '/api/v1/messages/:id/attachments/:index',
  schema: {
    summary: 'One part of a message, to be saved',
    params: FileParams,
    response: { 200: Type.Unknown() },
  },
})

export const FilePreview = Type.Object({
  kind: OneOf(['pages', 'text']),
  /** How many pages it has, of which those up to `shownPages` can be had as pictures. */
  pages: Type.Integer(),
  shownPages: Type.Integer(),
  /** Of a `text`. */
  text: NullableString,
  /** Its text goes on. */
  isCut: Type.Boolean(),
})
export type FilePreview = Static<typeof FilePreview>

/** Refused with 403 for a blocked file, with 503 while the scanner does not answer. */
export const getFilePreview = endpoint({
  method: 'GET',
  url: '/api/v1/messages/:id/attachments/:index/preview',
  schema: {
    summary: 'What the server can show of a file',
    params: FileParams,
    response: { 200: FilePreview },
  },
})

/** A PDF's page or a picture, drawn by the server: the original never reaches the browser. */
export const getFilePage = endpoint({
  method: 'GET',
  url: '/api/v1/messages/:id/attachments/:index/pages/:page',
  schema: {
    summary: 'One page of a file as a picture',
    params: Strict({
      id: Id,
      index: Type.Integer({ minimum: 0 }),
      page: Type.Integer({ minimum: 1 }),
    }),
    /** Pixels across; a page of a screen's width when it is missing. */
    querystring: Strict({ width: Type.Optional(Type.Integer({ minimum: 16, maximum: 1_600 })) }),
    response: { 200: Type.Unknown() },
  },
})

export const cancelMessage = endpoint({
  method: 'POST',
  url: '/api/v1/messages/:id/cancel',
  schema: { summary: 'Take back a queued reply', params: IdParams, response: { 200: Message } },
})

export const retryMessage = endpoint({
  method: 'POST',
  url: '/api/v1/messages/:id/retry',
  schema: { summary: 'Send a failed reply again', params: IdParams, response: { 202: Message } },
})
