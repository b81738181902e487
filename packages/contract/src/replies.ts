import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { Message } from './messages.ts'
import { Address, Id, IdParams, Instant, NullableInstant, OneOf, Strict } from './values.ts'

const Recipients = Type.Array(Type.Union([Address, Type.String({ maxLength: 500 })]), {
  maxItems: 100,
})

export const ReplyInput = Strict({
  revision: Type.Integer(),
  /** From which mailbox; left out: the one that got the mail. */
  mailboxId: Type.Optional(Id),
  /** The message that is passed on: it is no answer, and nobody’s wait ends by it. */
  forwardOf: Type.Optional(Id),
  /** Whether the files of the message that is passed on go along; left out: they do. */
  withOriginalAttachments: Type.Optional(Type.Boolean()),
  to: Type.Optional(Recipients),
  cc: Type.Optional(Recipients),
  bcc: Type.Optional(Recipients),
  subject: Type.Optional(Type.String({ maxLength: 998 })),
  /** Shows an upload of `attachmentIds` by `cid:` and its id. */
  html: Type.Optional(Type.String({ maxLength: 2_000_000 })),
  text: Type.Optional(Type.String({ maxLength: 1_000_000 })),
  attachmentIds: Type.Optional(Type.Array(Id, { maxItems: 50 })),
  /** What it was written with: then none of its variables may be missing, and what it does besides is done. */
  templateId: Type.Optional(Id),
  sendAt: Type.Optional(Instant),
  /** Not sent when somebody outside writes before `sendAt`. */
  cancelIfAnswered: Type.Optional(Type.Boolean()),
  undoSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 120 })),
  setStatus: Type.Optional(OneOf(['open', 'waiting', 'answered', 'archived'])),
})
export type ReplyInput = Static<typeof ReplyInput>

export const addReply = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/replies',
  schema: {
    summary: 'Queue a reply; refused with 409 when the conversation changed since `revision`',
    params: IdParams,
    body: ReplyInput,
    response: {
      202: Type.Object({
        messageId: Id,
        state: OneOf(['queued', 'awaitingApproval']),
        sendAt: Instant,
      }),
    },
  },
})

export const Upload = Type.Object({
  id: Id,
  name: Type.String(),
  contentType: Type.String(),
  size: Type.Integer(),
})
export type Upload = Static<typeof Upload>

export const quoteMessage = endpoint({
  method: 'POST',
  url: '/api/v1/messages/:id/quotation',
  schema: {
    summary:
      'The body of a message as HTML to be quoted below an answer, or passed on: then with its own pictures, as uploads of the viewer’s',
    params: IdParams,
    body: Strict({ forward: Type.Boolean() }),
    response: { 200: Type.Object({ html: Type.String(), pictures: Type.Array(Upload) }) },
  },
})

/** Takes multipart/form-data with one file. */
export const addUpload = endpoint({
  method: 'POST',
  url: '/api/v1/attachments',
  schema: { summary: 'Upload a file for a reply', response: { 201: Upload } },
})

export const rescheduleMessage = endpoint({
  method: 'PATCH',
  url: '/api/v1/messages/:id/sending',
  schema: {
    summary: 'Send a reply that waits at another time; `sendAt` null: now',
    params: IdParams,
    body: Strict({
      sendAt: Type.Optional(NullableInstant),
      cancelIfAnswered: Type.Optional(Type.Boolean()),
    }),
    response: { 200: Message },
  },
})

/** Refused to whoever wrote it: four eyes see it. */
export const approveMessage = endpoint({
  method: 'POST',
  url: '/api/v1/messages/:id/approve',
  schema: {
    summary: 'Let a reply leave; refused with 409 when the conversation changed since `revision`',
    params: IdParams,
    body: Strict({ revision: Type.Integer() }),
    response: { 200: Message },
  },
})

export const returnMessage = endpoint({
  method: 'POST',
  url: '/api/v1/messages/:id/return',
  schema: {
    summary: 'Give a reply that waits for approval back to its author',
    params: IdParams,
    body: Strict({ reason: Type.String({ minLength: 1, maxLength: 2_000 }) }),
    response: { 200: Message },
  },
})

/** A picture that is shown in what is being written, drawn anew. */
export const getUploadedPicture = endpoint({
  method: 'GET',
  url: '/api/v1/attachments/:id',
  schema: {
    summary: 'An uploaded picture, for whoever writes with it',
    params: IdParams,
    response: { 200: Type.Unknown() },
  },
})
