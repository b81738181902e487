import { type Static, type TSchema, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { Upload } from './replies.ts'
import { Id, IdParams, Instant, List, Nothing, NullableId, OneOf, Strict } from './values.ts'

const Typed = Type.Array(Type.String({ maxLength: 500 }), { maxItems: 100 })

/** What is being written, as it was typed: nothing of it has been checked. */
const content = {
  /** Null: the mailbox that would be chosen by itself. */
  mailboxId: NullableId,
  to: Typed,
  cc: Typed,
  bcc: Typed,
  /** '' in a reply: the subject of what is answered. */
  subject: Type.String({ maxLength: 998 }),
  /** The server cleans it: it never runs nor loads anything from elsewhere. */
  html: Type.String({ maxLength: 2_000_000 }),
  /** The message that is passed on. */
  forwardOf: NullableId,
  /** Whether its files go along. */
  withOriginalAttachments: Type.Boolean(),
  templateId: NullableId,
}
const attachmentIds = Type.Array(Id, { maxItems: 50 })
/** Which version the writer saw; null: there was no draft. */
const version = Type.Unsafe<number | null>({ type: ['integer', 'null'] })

const DraftAuthor = Type.Object({ id: Id, name: Type.String() })

/** What the server adds: who wrote last, which version it is. */
const stored = {
  id: Id,
  attachments: Type.Array(Upload),
  version: Type.Integer(),
  author: DraftAuthor,
  updatedAt: Instant,
}

const ReplyKind = OneOf(['reply', 'replyAll', 'forward'])

/** The one answer to a conversation that is being written, shared by everybody who may see it. */
export const Draft = Type.Object({
  ...stored,
  ...content,
  kind: ReplyKind,
  /** Of the conversation, as the writer saw it. */
  revision: Type.Integer(),
})
export type Draft = Static<typeof Draft>

export const DraftInput = Strict({
  ...content,
  attachmentIds,
  kind: ReplyKind,
  revision: Type.Integer(),
  version,
})
export type DraftInput = Static<typeof DraftInput>

/** A new mail that its author has begun; it belongs to no conversation yet, and to nobody else. */
export const NewMailDraft = Type.Object({ ...stored, ...content })
export type NewMailDraft = Static<typeof NewMailDraft>

export const NewMailDraftInput = Strict({ ...content, attachmentIds, version })
export type NewMailDraftInput = Static<typeof NewMailDraftInput>

/** `changes` of a refusal (409 `stale`): what is there now; null: it was sent or discarded. */
export type NewerDraft = { draft: Draft | NewMailDraft | null }

const Nullable = <S extends TSchema>(schema: S) =>
  Type.Unsafe<Static<S> | null>({ anyOf: [schema, { type: 'null' }] })

export const getDraft = endpoint({
  method: 'GET',
  url: '/api/v1/conversations/:id/draft',
  schema: {
    summary: 'The answer that is being written, by whomever',
    params: IdParams,
    response: { 200: Type.Object({ draft: Nullable(Draft) }) },
  },
})

export const saveDraft = endpoint({
  method: 'PUT',
  url: '/api/v1/conversations/:id/draft',
  schema: {
    summary: 'Save the answer; refused with 409 when somebody else saved since `version`',
    params: IdParams,
    body: DraftInput,
    response: { 200: Draft },
  },
})

/** With `version`, only while it is still that one. */
export const deleteDraft = endpoint({
  method: 'DELETE',
  url: '/api/v1/conversations/:id/draft',
  schema: {
    summary: 'Discard the answer',
    params: IdParams,
    querystring: Strict({ version: Type.Optional(Type.Integer()) }),
    response: { 204: Nothing },
  },
})

export const takeDraftOver = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/draft/take-over',
  schema: {
    summary: 'Go on with the answer of somebody else, who is told',
    params: IdParams,
    response: { 200: Draft },
  },
})

export const listDrafts = endpoint({
  method: 'GET',
  url: '/api/v1/drafts',
  schema: {
    summary: 'The new mails that the viewer has begun, the latest first',
    response: { 200: List(NewMailDraft) },
  },
})

export const addDraft = endpoint({
  method: 'POST',
  url: '/api/v1/drafts',
  schema: {
    summary: 'Begin a new mail',
    body: NewMailDraftInput,
    response: { 201: NewMailDraft },
  },
})

export const getNewMailDraft = endpoint({
  method: 'GET',
  url: '/api/v1/drafts/:id',
  schema: {
    summary: 'A new mail that the viewer has begun',
    params: IdParams,
    response: { 200: NewMailDraft },
  },
})

export const saveNewMailDraft = endpoint({
  method: 'PUT',
  url: '/api/v1/drafts/:id',
  schema: {
    summary: 'Save a new mail; refused with 409 when another window saved since `version`',
    params: IdParams,
    body: NewMailDraftInput,
    response: { 200: NewMailDraft },
  },
})

export const deleteNewMailDraft = endpoint({
  method: 'DELETE',
  url: '/api/v1/drafts/:id',
  schema: {
    summary: 'Discard a new mail',
    params: IdParams,
    response: { 204: Nothing },
  },
})
