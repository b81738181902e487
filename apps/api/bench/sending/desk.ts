import { randomUUID } from 'node:crypto'
import { type Db, sql } from '@levee/db'
import type { PasswordAccount } from '@levee/mail'
import type { AdminCalls } from '../intake/running-levee.ts'

/** A reply that was asked for, and by which address it is told from every other at the server. */
export type AskedReply = { messageId: string; address: string; accepted: number }

/** Connects a mailbox that is read by IMAP and sends through the failing server. @returns its id. */
export async function connectSender(
  admin: AdminCalls,
  account: PasswordAccount,
  smtpPort: number,
): Promise<string> {
  const { host, port, security, username, password } = account
  const made = await admin.post('/mailboxes', {
    name: 'Bench',
    address: 'contact@levee.test',
    incoming: { protocol: 'imap', host, port, security, username, password, mode: 'mirror' },
    outgoing: { host: '127.0.0.1', port: smtpPort, security: 'none', username: 'u', password: 'p' },
  })
  return String(Object(made).id)
}

/**
 * Somebody answers a letter in two tabs at once, and presses the button of one of them twice.
 * @param accepted how many different replies the server took: one, if it is right.
 */
export async function answerInTwoTabs(
  { admin, mailboxId }: { admin: AdminCalls; mailboxId: string },
  place: number,
): Promise<AskedReply> {
  const letter = `From: p${place}@dest.example\r\nSubject: Letter ${place}\r\nMessage-ID: <${randomUUID()}@dest.example>\r\n\r\nBonjour ${place}\r\n`
  const filed = Object(await admin.post(`/mailboxes/${mailboxId}/messages`, Buffer.from(letter)))
  const { revision } = Object(
    await (await admin.get(`/conversations/${filed.conversationId}`)).json(),
  )
  const address = `reply-${place}@dest.example`
  const path = `/conversations/${filed.conversationId}/replies`
  const body = {
    revision,
    to: [address],
    text: `Bonjour,\n\nRéponse ${place}.`,
    setStatus: 'answered',
  }
  const key = randomUUID()
  const answers = await Promise.all([
    admin.ask(path, body, key),
    admin.ask(path, body, key),
    admin.ask(path, { ...body, text: 'From the other tab.' }),
  ])
  const ids = await Promise.all(
    answers.map(async (answer) =>
      answer.status === 202 ? Object(await answer.json()).messageId : null,
    ),
  )
  const accepted = [...new Set(ids.filter((id): id is string => typeof id === 'string'))]
  return { messageId: accepted[0] ?? '', address, accepted: accepted.length }
}

/** How each reply stands. */
export type ReplyState = {
  messageId: string
  state: string
  isUncertain: boolean
  isShown: boolean
}

/** `isShown`: its conversation is open, and its author was told. */
export async function replyStates(db: Db): Promise<ReplyState[]> {
  return db.rows<ReplyState>(sql`
    select m.id as "messageId", m.state, o.is_uncertain as "isUncertain",
      c.status = 'open' and m.problem is not null and exists (select from notification n
        where n.conversation_id = c.id and n.kind = 'sendFailed') as "isShown"
    from message m join outgoing o on o.message_id = m.id join conversation c on c.id = m.conversation_id`)
}
