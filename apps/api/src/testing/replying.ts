import { randomUUID } from 'node:crypto'
import { sql } from '@levee/db'
import type { SmtpCatcher } from '@levee/mail/testing'
import type { testApp, TestUser } from './harness.ts'

type TestApp = Awaited<ReturnType<typeof testApp>>

/** A mail from outside as bytes; `id` is its Message-ID without brackets. */
export function aLetter({
  id = `${randomUUID()}@morvan.example`,
  from = 'Jeanne Morvan <jeanne@morvan.example>',
  subject = 'Terrasse',
  headers = [],
  type = 'text/plain; charset=utf-8',
  text = 'Bonjour,\r\n\r\nQuand la terrasse peut-elle ouvrir ?\r\n',
}: {
  id?: string
  from?: string
  subject?: string
  headers?: string[]
  type?: string
  text?: string
} = {}): Buffer {
  const lines = [
    `From: ${from}`,
    'To: courrier@port-leveque.example',
    `Subject: ${subject}`,
    `Message-ID: <${id}>`,
    'Date: Mon, 02 Mar 2026 09:31:00 +0100',
    `Content-Type: ${type}`,
    ...headers,
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}`)
}

/** A mailbox that sends through the catcher, with members. */
export async function aSendingMailbox(
  app: TestApp,
  { members, catcher }: { members: TestUser[]; catcher: Pick<SmtpCatcher, 'port'> },
): Promise<{ id: string; address: string; name: string }> {
  const mailbox = await app.aMailbox({ members, name: 'Courrier' })
  await app.db.run(sql`
    update mailbox set outgoing_host = '127.0.0.1', outgoing_port = ${catcher.port},
      outgoing_security = 'none' where id = ${mailbox.id}`)
  return mailbox
}

/** The conversation that a letter to the mailbox starts or joins. */
export async function received(
  app: TestApp,
  mailboxId: string,
  raw: Buffer,
): Promise<{ id: string; messageId: string; revision: number }> {
  const admin = app.as(await app.aUser({ role: 'admin' }))
  const answer = await admin.post(`/api/v1/mailboxes/${mailboxId}/messages`, raw, {
    'content-type': 'message/rfc822',
  })
  if (answer.statusCode !== 201) throw new Error(answer.body)
  const { conversationId, messageId } = answer.json<Record<string, string>>()
  const row = await app.db.row<{ id: string; revision: number }>(sql`
    select id, revision from conversation where id = ${conversationId}`)
  if (!row || !messageId) throw new Error('The letter was not filed.')
  return { ...row, messageId }
}

/** How a reply stands. */
export async function stateOf({ db }: TestApp, messageId: string) {
  return db.row<{ state: string; problem: string | null; attempts: number; status: string }>(sql`
    select m.state, m.problem, o.attempts, c.status from message m
    join outgoing o on o.message_id = m.id join conversation c on c.id = m.conversation_id
    where m.id = ${messageId}`)
}
