import { RULE_PROBLEMS } from '@levee/contract'
import { randomBytes } from 'node:crypto'
import { inTransaction, sql, type Tx } from '@levee/db'
import { type Address, DomainError, readSubject, signedMessageId } from '@levee/domain'
import { composeMessage } from '@levee/mail'
import { signer } from '@levee/storage'
import type { Deps } from '../../deps.ts'
import { announce } from '../../http/events.ts'
import { addMessageToConversation, mailboxAddresses, sendingMailboxes } from './queries.ts'

/** A mail that is passed on as it came. */
export type Forwarding = {
  conversationId: string
  mailboxIds: readonly string[]
  message: { mailboxId: string; subject: string; from: Address; receivedAt: string }
  raw: Buffer
  to: string
}

/**
 * Queues a mail to be passed on, as an attachment of one that says so. It is no answer: nobody's wait ends by it.
 * @param claim in the same transaction: whether it is still to be done, so that it leaves once.
 * @throws {DomainError} `invalid` when no mailbox can send it, or it would come back.
 */
export async function forwardMessage(
  deps: Deps,
  forwarding: Forwarding,
  claim: (tx: Tx, messageId: string) => Promise<boolean>,
): Promise<void> {
  const { conversationId, message, raw, to } = forwarding
  const ours = await mailboxAddresses(deps.db)
  if (ours.some((address) => address.toLowerCase() === to.toLowerCase()))
    throw new DomainError('invalid', `${to} is a mailbox of ours: its mail would come back.`)
  const candidates = [message.mailboxId, ...forwarding.mailboxIds]
  const mailboxes = await sendingMailboxes(deps.db, candidates)
  const able = candidates.flatMap((id) => mailboxes.find((one) => one.id === id) ?? [])
  const mailbox = able.find(({ canSend }) => canSend)
  if (!mailbox) throw new DomainError('invalid', RULE_PROBLEMS.noSender)
  const at = deps.now()
  const from = { name: mailbox.sender, address: mailbox.address }
  const recipient = { name: '', address: to }
  const nonce = randomBytes(8).toString('hex')
  const composed = await composeMessage({
    from,
    to: [recipient],
    subject: readSubject(`Fwd: ${message.subject}`.slice(0, 900)),
    text: `${message.from.name} <${message.from.address}>\n${message.subject}\n`,
    attachments: [{ name: 'message.eml', contentType: 'message/rfc822', content: raw }],
    internetMessageId: signedMessageId(
      { nonce, conversationId },
      mailbox.address,
      signer(deps.keys.threading),
    ),
    references: [],
    date: at,
    autoSubmitted: 'auto-generated',
  })
  const [read] = await deps.reader.read([Uint8Array.from(composed)])
  if (!read?.ok) throw new Error(`A mail that we wrote cannot be read: ${read?.problem}`)
  const rawSha256 = await deps.blobs.put(composed)
  await inTransaction(deps.db, async (tx) => {
    const { internetMessageId, subject, text, headers } = read.message
    const row = await tx.row<{ id: string }>(sql`
      insert into message (conversation_id, mailbox_id, direction, state, raw_sha256, content_sha256, size,
        internet_message_id, from_name, from_address, to_addresses, subject, sent_at, received_at, text,
        headers, threading)
      values (${conversationId}, ${mailbox.id}, 'outgoing', 'queued', ${rawSha256}, ${read.contentSha256},
        ${read.size}, ${internetMessageId}, ${from.name}, ${from.address}, ${sql.json([recipient])},
        ${subject}, ${at}, ${at}, ${text}, ${sql.json(headers)}, ${sql.json({ reason: 'forward' })})
      returning id`)
    if (!row || !(await claim(tx, row.id))) throw new Error('It was forwarded already.')
    await tx.run(sql`
      insert into outgoing (message_id, envelope_from, envelope_to, send_at)
      values (${row.id}, ${mailbox.address}, ${[to]}::text[], ${at})`)
    const changed = await addMessageToConversation(tx, { id: conversationId, at, status: null })
    await deps.jobs.enqueue(tx, 'send', { messageId: row.id })
    await announce(tx, { type: 'conversation.updated', conversationId, ...changed })
  })
}
