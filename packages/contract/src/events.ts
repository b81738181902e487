/** What `GET /api/v1/events` sends: each is `event: <type>` with this as JSON in `data:`. */
export type LiveEvent =
  | {
      type: 'conversation.created'
      conversationId: string
      mailboxIds: string[]
      reference: string | null
    }
  | { type: 'conversation.updated'; conversationId: string; mailboxIds: string[]; revision: number }
  | { type: 'counts' }
  | { type: 'mailbox.state'; mailboxId: string }
  /** A trial or an application of a rule has come further (admins only). */
  | { type: 'rules.progress'; workId: string }
  /** A mail of Levee's own failed, or somebody did something about one that had (admins only): GET /api/v1/notices/unsent. */
  | { type: 'notices' }
  /** Somebody has something new to read: GET /api/v1/notifications. */
  | { type: 'notification'; userId: string }
  /** Somebody looks at a conversation, answers it, or has left it. */
  | {
      type: 'presence'
      conversationId: string
      mailboxIds: string[]
      userId: string
      state: 'viewing' | 'writing' | 'gone'
    }
  /** The answer that is being written has another writer, or none (null): GET /api/v1/conversations/:id/draft. */
  | { type: 'draft'; conversationId: string; mailboxIds: string[]; authorId: string | null }
  /** The stream cannot be resumed from the id that was asked for: fetch everything again. */
  | { type: 'reset' }

export const eventsUrl = '/api/v1/events'
