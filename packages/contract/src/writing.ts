import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { Address, Id, IdParams, Strict } from './values.ts'

/** HTML; '' for none. */
const Signature = Type.String({ maxLength: 20_000 })
const UndoSeconds = Type.Integer({ minimum: 0, maximum: 120 })

/** What one writes with: how long a mail waits, what it ends with, from where it can be sent. */
export const WritingSettings = Type.Object({
  undoSeconds: Type.Integer(),
  signature: Type.String(),
  /** The mailboxes of the viewer that can send; `sender` is the name that readers see. */
  mailboxes: Type.Array(
    Type.Object({
      id: Id,
      sender: Type.String(),
      address: Type.String(),
      signature: Type.String(),
      /** Whether somebody else reads what it sends before it leaves. */
      isApproved: Type.Boolean(),
    }),
  ),
})
export type WritingSettings = Static<typeof WritingSettings>

export const getWritingSettings = endpoint({
  method: 'GET',
  url: '/api/v1/writing',
  schema: { summary: 'What the viewer writes with', response: { 200: WritingSettings } },
})

export const changeWritingSettings = endpoint({
  method: 'PATCH',
  url: '/api/v1/writing',
  schema: {
    summary: 'Change one’s own signature, or for how long one’s mails can be taken back',
    body: Strict({
      undoSeconds: Type.Optional(UndoSeconds),
      signature: Type.Optional(Signature),
    }),
    response: { 200: WritingSettings },
  },
})

export const setMailboxSignature = endpoint({
  method: 'PUT',
  url: '/api/v1/mailboxes/:id/signature',
  schema: {
    summary: 'Change what mails from a mailbox end with (admin)',
    params: IdParams,
    body: Strict({ signature: Signature }),
    response: { 200: Type.Object({ signature: Type.String() }) },
  },
})

export const suggestRecipients = endpoint({
  method: 'GET',
  url: '/api/v1/recipients',
  schema: {
    summary: 'Whom the viewer may mean: from the mail that they may see, and colleagues',
    querystring: Strict({ q: Type.String({ minLength: 2, maxLength: 100 }) }),
    response: { 200: Type.Object({ items: Type.Array(Address) }) },
  },
})
