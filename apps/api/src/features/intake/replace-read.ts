import { type Sql, sql, type Tx } from '@levee/db'
import type { ReadMessage } from './read-messages.ts'
import { records } from './records.ts'
import { citedIds } from './threaded-message.ts'
import { writeAttachments } from './write-attachments.ts'

/** A stored message, and what is read of it now. */
export type Replacement = { id: string; message: ReadMessage }

const READ = sql`r(id uuid, "isReadable" boolean, problem text, "internetMessageId" text,
  "inReplyTo" text[], cites text[], "fromName" text, "fromAddress" text, "replyTo" jsonb, "to" jsonb,
  cc jsonb, subject text, date timestamptz, text text, "hasHtml" boolean, headers jsonb,
  automatic text, returned text[], failed jsonb, files jsonb)`

const STATE = sql`case when not r."isReadable" then 'quarantined'
  when m.state <> 'quarantined' then m.state
  when m.direction = 'outgoing' then 'sent' else 'received' end`

/** What became of a mail of ours is not read from it. */
const PROBLEM = sql`case when m.state in ('queued', 'failed', 'bounced') then m.problem else r.problem end`
const FAILED = sql`case when m.direction = 'incoming' then r.failed else m.failed_recipients end`

/** The list of a message's files, for comparison. */
const FILES: Sql = sql`(select coalesce(jsonb_agg(jsonb_build_array(a.index, a.name, a.content_type,
  a.size, a.inline, a.within, a.card is not null) order by a.index), '[]')
  from attachment a where a.message_id = m.id)`

/**
 * Replaces what was read of stored messages. Where a message is filed, under which number and in which
 * conversation, stays as it was.
 * @returns the ids of those that say something else now.
 */
export async function replaceRead(tx: Tx, read: readonly Replacement[]): Promise<string[]> {
  if (read.length === 0) return []
  const rows = read.map(({ id, message }) => ({
    ...message,
    id,
    cites: citedIds(message),
    fromName: message.from.name,
    fromAddress: message.from.address,
    files: message.attachments.map((file) => [
      file.index,
      file.name,
      file.contentType,
      file.size,
      file.inline,
      file.within,
      file.card !== null,
    ]),
  }))
  const changed = await tx.rows<{ id: string }>(sql`
    update message m set state = ${STATE}, problem = ${PROBLEM},
      internet_message_id = left(r."internetMessageId", 600), in_reply_to = r."inReplyTo",
      reference_ids = r.cites, from_name = r."fromName", from_address = r."fromAddress",
      reply_to = r."replyTo", to_addresses = r."to", cc_addresses = r.cc, subject = r.subject,
      sent_at = r.date, text = r.text, has_html = r."hasHtml", headers = r.headers,
      automatic = r.automatic, returned_ids = r.returned, failed_recipients = ${FAILED}
    from ${records(rows)} as ${READ}
    where m.id = r.id and (m.state, m.problem, m.from_name, m.from_address, m.reply_to,
        m.to_addresses, m.cc_addresses, m.subject, m.sent_at, m.text, m.has_html, m.headers,
        m.automatic, m.returned_ids, m.failed_recipients, ${FILES})
      is distinct from (${STATE}, ${PROBLEM}, r."fromName", r."fromAddress", r."replyTo", r."to", r.cc,
        r.subject, r.date, r.text, r."hasHtml", r.headers, r.automatic, r.returned, ${FAILED}, r.files)
    returning m.id`)
  await tx.run(sql`
    update message m set signs = r.signs from ${records(rows)} as r(id uuid, signs jsonb)
    where m.id = r.id and m.signs is distinct from r.signs`)
  const ids = changed.map(({ id }) => id)
  const wanted = new Set(ids)
  const replaced = read.filter(({ id }) => wanted.has(id))
  await tx.run(sql`delete from attachment where message_id = any(${ids}::uuid[])`)
  await writeAttachments(
    tx,
    replaced.map(({ id, message }) => ({ messageId: id, attachments: message.attachments })),
  )
  await tx.run(sql`
    update delivery d set fate = 'filed' from message m
    where m.id = any(${ids}::uuid[]) and d.message_id = m.id and d.fate = 'quarantined'
      and m.state <> 'quarantined'`)
  return ids
}
