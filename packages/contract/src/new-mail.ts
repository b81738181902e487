import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { ReplyInput } from './replies.ts'
import { Id, Instant, OneOf, Strict } from './values.ts'

const { revision: _none, forwardOf: _neither, mailboxId: _named, ...mail } = ReplyInput.properties

/** A mail that answers nothing: as a reply, but for where it is sent from and the draft that it was. */
export const NewMailInput = Strict({
  ...mail,
  mailboxId: Id,
  /** The draft of the viewer's that it was: it is gone once the mail is queued, and back when it is taken back. */
  draftId: Type.Optional(Id),
})
export type NewMailInput = Static<typeof NewMailInput>

export const startConversation = endpoint({
  method: 'POST',
  url: '/api/v1/conversations',
  schema: {
    summary: 'Queue a new mail; it starts a conversation, which waits for the answer',
    body: NewMailInput,
    response: {
      202: Type.Object({
        conversationId: Id,
        messageId: Id,
        state: OneOf(['queued', 'awaitingApproval']),
        sendAt: Instant,
      }),
    },
  },
})
