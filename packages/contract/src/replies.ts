import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { Address, Id, IdParams, Instant, OneOf, Strict } from './values.ts'

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
      202: Type.Object({ messageId: Id, state: OneOf(['queued']), sendAt: Instant }),
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

/** Takes multipart/form-data with one file. */
export const addUpload = endpoint({
  method: 'POST',
  url: '/api/v1/attachments',
  schema: { summary: 'Upload a file for a reply', response: { 201: Upload } },
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
