import { sql, type Tx } from '@levee/db'
import type { ParsedAttachment } from '@levee/mail'
import { records } from './records.ts'

/** Lists the files of messages. */
export async function writeAttachments(
  tx: Tx,
  messages: readonly { messageId: string; attachments: readonly ParsedAttachment[] }[],
): Promise<void> {
  const rows = messages.flatMap(({ messageId, attachments }) =>
    attachments.map((attachment) => ({ messageId, ...attachment })),
  )
  if (rows.length === 0) return
  await tx.run(sql`
    insert into attachment (message_id, index, name, content_type, size, inline, content_id, within,
      card)
    select "messageId", index, name, "contentType", size, inline, "contentId", within,
      nullif(card, 'null')
    from ${records(rows)} as r("messageId" uuid, index int, name text, "contentType" text,
      size bigint, inline boolean, "contentId" text, within int, card jsonb)`)
}
