import { inTransaction, type Queryable, type Sql, sql, type Tx } from '@levee/db'
import { snippet } from '@levee/domain'
import { BlobError } from '@levee/storage'
import type { Deps } from '../../deps.ts'
import { announceAll } from '../../http/events.ts'
import { recordActivities } from '../activity/service.ts'
import { checkLater } from '../files/service.ts'
import { judgeAgain } from '../trust/service.ts'
import { type ReadMessage, readStored } from './read-messages.ts'
import { replaceRead } from './replace-read.ts'

/** What came of reading stored messages again. */
export type Reread = {
  read: number
  /** Those that say something else than before. */
  changed: number
  /** Those that still cannot be read. */
  unreadable: number
  /** Those whose source is missing or damaged. */
  lost: number
}

/** Which messages are read again; all that came in when nothing is said. */
export type RereadFilter = {
  ids?: string[]
  mailboxId?: string
  isQuarantined?: boolean
  since?: Date
}

type Stored = {
  id: string
  conversationId: string
  rawSha256: string
  receivedAt: Date
  state: string
}

const WINDOW = 100 // messages a transaction: a second of work

/** Reads stored messages again, the oldest first; what they say now replaces what was read before. */
export async function rereadMessages(
  deps: Deps,
  filter: RereadFilter,
  onProgress: (done: Reread) => void = () => undefined,
): Promise<Reread> {
  const total: Reread = { read: 0, changed: 0, unreadable: 0, lost: 0 }
  for (let after = ''; ;) {
    const window = await nextStored(deps.db, filter, after)
    const last = window.at(-1)
    if (!last) return total
    const read = await readWindow(deps, window, total)
    total.changed += await inTransaction(deps.db, (tx) => writeWindow(tx, deps, read))
    after = last.id
    onProgress(total)
  }
}

function nextStored(db: Queryable, filter: RereadFilter, after: string): Promise<Stored[]> {
  const conditions: Sql[] = [sql`m.raw_sha256 is not null and m.author_id is null`]
  if (after) conditions.push(sql`m.id > ${after}`)
  if (filter.ids) conditions.push(sql`m.id = any(${filter.ids}::uuid[])`)
  if (filter.mailboxId) conditions.push(sql`m.mailbox_id = ${filter.mailboxId}`)
  if (filter.isQuarantined) conditions.push(sql`m.state = 'quarantined'`)
  if (filter.since) conditions.push(sql`m.received_at >= ${filter.since}`)
  const where = conditions.reduce((all, condition) => sql`${all} and ${condition}`)
  return db.rows<Stored>(sql`
    select m.id, m.conversation_id as "conversationId", m.raw_sha256 as "rawSha256",
      m.received_at as "receivedAt", m.state
    from message m where ${where} order by m.id limit ${WINDOW}`)
}

type Read = { stored: Stored; message: ReadMessage }

async function readWindow(deps: Deps, window: Stored[], total: Reread): Promise<Read[]> {
  const sources: { stored: Stored; raw: Buffer }[] = []
  for (const stored of window) {
    try {
      sources.push({ stored, raw: await deps.blobs.get(stored.rawSha256) })
    } catch (error) {
      if (!(error instanceof BlobError)) throw error
      total.lost++
      deps.log.error({ err: error, messageId: stored.id }, 'the source of a message is lost')
    }
  }
  const messages = await readStored(
    deps,
    sources.map(({ stored: { receivedAt, rawSha256 }, raw }) => ({
      uid: 0,
      internalDate: receivedAt,
      rawSha256,
      raw,
    })),
  )
  total.read += messages.length
  total.unreadable += messages.filter(({ isReadable }) => !isReadable).length
  return sources.flatMap(({ stored }, place) => {
    const message = messages[place]
    return message ? [{ stored, message }] : []
  })
}

/** @returns how many messages say something else. */
async function writeWindow(tx: Tx, { jobs, config, now }: Deps, read: Read[]): Promise<number> {
  const at = now()
  const changed = await replaceRead(
    tx,
    read.map(({ stored, message }) => ({ id: stored.id, message })),
  )
  const changedIds = new Set(changed)
  const affected = read.filter(({ stored }) => changedIds.has(stored.id))
  if (affected.length === 0) return 0
  await judgeAgain(tx, { jobs }, changed)
  await checkLater(tx, { jobs, config }, changed)
  const rows = affected.map(({ stored, message }) => ({
    conversationId: stored.conversationId,
    messageId: stored.id,
    snippet: snippet(message.text),
  }))
  const conversations = await tx.rows<{ id: string; mailboxIds: string[]; revision: number }>(sql`
    update conversation c set revision = c.revision + 1,
      snippet = coalesce((select r.snippet from message m join ${recordset(rows)} on r."messageId" = m.id
        where m.conversation_id = c.id and m.received_at = c.last_message_at limit 1), c.snippet),
      has_attachments = exists (select from attachment a join message m on m.id = a.message_id
        where m.conversation_id = c.id and not a.inline and a.within is null),
      is_quarantined = exists (select from message m
        where m.conversation_id = c.id and m.state = 'quarantined')
    where c.id in (select "conversationId" from ${recordset(rows)})
    returning c.id, c.mailbox_ids as "mailboxIds", c.revision`)
  await nameAfterFirst(tx, affected)
  await recordActivities(
    tx,
    affected.map(({ stored, message }) => ({
      conversationId: stored.conversationId,
      actorId: null,
      kind: 'reread',
      before: { messageId: stored.id, state: stored.state },
      after: { messageId: stored.id, isReadable: message.isReadable },
      at,
    })),
  )
  await announceAll(
    tx,
    conversations.map(({ id, ...conversation }) => ({
      type: 'conversation.updated',
      conversationId: id,
      ...conversation,
    })),
  )
  return affected.length
}

function recordset(rows: readonly object[]): Sql {
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("conversationId" uuid,
    "messageId" uuid, snippet text)`
}

/** A conversation whose only message could not be read has neither subject nor sender of its own. */
async function nameAfterFirst(tx: Tx, affected: Read[]): Promise<void> {
  const ids = affected
    .filter(({ stored }) => stored.state === 'quarantined')
    .map(({ stored }) => stored.id)
  await tx.run(sql`
    update conversation c set subject = left(m.subject, 998), from_name = m.from_name,
      from_address = m.from_address
    from message m
    where m.id = any(${ids}::uuid[]) and m.conversation_id = c.id and c.message_count = 1`)
}
