import { type Queryable, sql } from '@levee/db'
import type { PushedMessage } from '@levee/mail'
import type { Deps } from '../../deps.ts'
import { readMessages } from './read-messages.ts'
import { receiveRead } from './receive-message.ts'

/** The mailbox that has one of these addresses, the first one that is there; in lower case. */
export async function mailboxOfAddress(
  db: Queryable,
  addresses: readonly string[],
): Promise<string | undefined> {
  const row = await db.row<{ id: string }>(sql`
    select id from mailbox where lower(address) = any(${addresses}::text[])
    order by array_position(${addresses}::text[], lower(address)) limit 1`)
  return row?.id
}

/**
 * Files a message that a mail server handed over, in each of its mailboxes. What is there already, because
 * the sender heard no answer and tries again, is not filed twice.
 * @returns the mailboxes in which it is safe.
 */
export async function deliverPushed(
  deps: Deps,
  { raw, transmittedSha256, receivedAt, mailboxIds }: PushedMessage,
): Promise<Set<string>> {
  const [message] = await readMessages(deps, [
    { uid: 0, internalDate: receivedAt, raw, transmittedSha256 },
  ])
  if (!message) throw new Error('The message that was given did not come back.')
  const safe = new Set<string>()
  for (const mailboxId of mailboxIds) {
    try {
      await receiveRead(deps, mailboxId, message)
      safe.add(mailboxId)
    } catch (error) {
      deps.log.error({ err: error, mailboxId }, 'a message that was handed over is not filed yet')
    }
  }
  return safe
}
