import { inTransaction, type Queryable, sql, type Tx } from '@levee/db'
import { type ServerFlag, serverFlags, setElsewhere } from '@levee/domain'
import type { FlaggedMessage } from '@levee/mail'
import type { Deps } from '../../deps.ts'
import { announceAll } from '../../http/events.ts'
import { recordActivities } from '../activity/service.ts'
import { distrustFlags, type LedgerFolder } from './ledger.ts'
import { records } from './records.ts'

const AT_ONCE = 5_000 // messages of a transaction

type KnownFlags = { id: string; uid: number; flags: string[] | null; ownFlags: string[] }
type NewFlags = { id: string; flags: ServerFlag[]; isSeen: boolean; isAnswered: boolean }

/**
 * Remembers the flags that the server shows of messages of a folder, and which of them another
 * program set since they were last looked at.
 */
export async function noteFlags(
  deps: Pick<Deps, 'db' | 'now'>,
  folder: LedgerFolder,
  shown: readonly FlaggedMessage[],
): Promise<void> {
  for (let first = 0; first < shown.length; first += AT_ONCE) {
    const flags = new Map(
      shown.slice(first, first + AT_ONCE).map((each) => [each.uid, serverFlags(each.flags)]),
    )
    if ((await changedFlags(deps.db, folder, flags)).length === 0) continue // as after each new mail
    const at = deps.now()
    await inTransaction(deps.db, async (tx) => {
      const changed = await changedFlags(tx, folder, flags)
      await writeFlags(tx, changed, at)
      await distrustFlags(tx, folder)
      const answered = changed.filter(({ isAnswered }) => isAnswered)
      await recordAnswers(
        tx,
        answered.map(({ id }) => id),
        at,
      )
    })
  }
}

async function changedFlags(
  db: Queryable,
  folder: LedgerFolder,
  shown: ReadonlyMap<number, ServerFlag[]>,
): Promise<NewFlags[]> {
  const rows = await db.rows<KnownFlags>(sql`
    select id, uid, string_to_array(flags, ' ') as flags, own_flags as "ownFlags" from delivery
    where mailbox_id = ${folder.mailboxId} and folder_id = ${folder.id}
      and uid_validity = ${folder.uidValidity} and uid = any(${[...shown.keys()]}::bigint[])`)
  return rows.flatMap((row) => newFlags(row, shown.get(row.uid) ?? []))
}

function newFlags(
  { id, flags: known, ownFlags: own }: KnownFlags,
  shown: ServerFlag[],
): NewFlags[] {
  if (known !== null && known.join() === shown.join()) return []
  const elsewhere = setElsewhere({ known, own, shown })
  const isSeen = elsewhere.includes('\\Seen')
  return [{ id, flags: shown, isSeen, isAnswered: elsewhere.includes('\\Answered') }]
}

async function writeFlags(tx: Queryable, changed: NewFlags[], at: Date): Promise<void> {
  if (changed.length === 0) return
  await tx.run(sql`
    update delivery d set flags = array_to_string(r.flags, ' '),
      seen_elsewhere_at = case when r."isSeen" then ${at}::timestamptz
        when ${'\\Seen'} = any(r.flags) then d.seen_elsewhere_at end,
      answered_elsewhere_at = case when r."isAnswered" then ${at}::timestamptz
        when ${'\\Answered'} = any(r.flags) then d.answered_elsewhere_at end
    from ${records(changed)} as r(id uuid, flags text[], "isSeen" boolean, "isAnswered" boolean)
    where d.id = r.id`)
}

type AnsweredMessage = {
  messageId: string
  conversationId: string
  mailboxIds: string[]
  revision: number
}

/**
 * The log says that a message was answered with another program. That alone meets no deadline: it is
 * the copy in Sent, which shows what was said, that does. Once that is here, nothing more is to be said.
 */
export async function recordAnswers(
  tx: Tx,
  deliveryIds: readonly string[],
  at: Date,
): Promise<void> {
  if (deliveryIds.length === 0) return
  const answered = await tx.rows<AnsweredMessage>(sql`
    select distinct m.id as "messageId", c.id as "conversationId", c.mailbox_ids as "mailboxIds",
      c.revision
    from delivery d join message m on m.id = d.message_id
      join conversation c on c.id = m.conversation_id
    where d.id = any(${deliveryIds}::uuid[]) and m.direction = 'incoming' and not c.imported
      and not exists (select from message reply where reply.conversation_id = c.id
        and reply.direction = 'outgoing' and reply.state = 'sent'
        and reply.received_at >= m.received_at)
      and not exists (select from activity a where a.conversation_id = c.id
        and a.kind = 'answeredElsewhere' and a.after ->> 'messageId' = m.id::text)`)
  if (answered.length === 0) return
  await recordActivities(
    tx,
    answered.map(({ messageId, conversationId }) => ({
      conversationId,
      actorId: null,
      kind: 'answeredElsewhere',
      before: {},
      after: { messageId },
      at,
    })),
  )
  await announceAll(
    tx,
    answered.map(({ conversationId, mailboxIds, revision }) => ({
      type: 'conversation.updated',
      conversationId,
      mailboxIds,
      revision,
    })),
  )
}
