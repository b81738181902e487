import { inTransaction, type Queryable, sql } from '@levee/db'
import { type CopyPlace, folderRole, type Status, statusOfMovedMail } from '@levee/domain'
import { findByMessageId, listFolders, MailServerError, openFolder } from '@levee/mail'
import type { Deps } from '../../deps.ts'
import { followServer } from '../conversations/service.ts'
import { recordMoves } from '../mirror/service.ts'
import type { FolderWork } from './folder-in-step.ts'

const MOST = 200 // messages that are looked for in one round
const MARGIN = 60 // seconds: what large folders lost is noticed so much later

/** A message that another program may have moved: it left its folder, or came back to one. */
type Stray = {
  deliveryId: string
  conversationId: string
  internetMessageId: string | null
  /** It is nowhere that we know of. */
  isLost: boolean
  /** A person did something to its conversation since all was last in step: what they want goes before. */
  isTouched: boolean
}

/** Where the server keeps what is filed away. */
type Filing = { archive: string | undefined; junk: string | undefined }

/**
 * Reflects what other programs moved to the archive or the junk, or took out again: their
 * conversations are filed away, or open, unless a person decided otherwise meanwhile.
 */
export async function reflectMoves(work: FolderWork): Promise<void> {
  const { deps, mailbox } = work
  const strays = await straysOf(deps.db, mailbox.id)
  if (strays.length === 0) return
  const filing = await filingOf(work)
  await findLost(
    work,
    filing,
    strays.filter(({ isLost, isTouched }) => isLost && !isTouched),
  )
  const followed = strays.filter(({ isTouched }) => !isTouched)
  const conversationIds = [...new Set(followed.map(({ conversationId }) => conversationId))]
  await inTransaction(deps.db, async (tx) => {
    const copies = await copiesOf(tx, mailbox.id, conversationIds)
    await followServer(tx, deps, wantedStatuses(copies, filing))
    await forgetStrays(
      tx,
      mailbox.id,
      strays.map(({ deliveryId }) => deliveryId),
    )
  })
}

function straysOf(db: Queryable, mailboxId: string): Promise<Stray[]> {
  return db.rows<Stray>(sql`
    select d.id as "deliveryId", c.id as "conversationId",
      m.internet_message_id as "internetMessageId",
      d.fate = 'gone' and d.moved_to is null and m.direction = 'incoming'
        and c.status not in ('archived', 'spam') as "isLost",
      b.last_sync_at is null or exists (select from activity a
        where a.conversation_id = c.id and a.actor_id is not null
          and a.at > b.last_sync_at - ${MARGIN} * interval '1 second') as "isTouched"
    from delivery d join mailbox b on b.id = d.mailbox_id
      join message m on m.id = d.message_id join conversation c on c.id = m.conversation_id
    where d.mailbox_id = ${mailboxId} and d.is_unreflected order by d.id limit ${MOST}::int`)
}

async function filingOf({ connection }: FolderWork): Promise<Filing> {
  const folders = await listFolders(connection)
  const pathOf = (role: 'archive' | 'junk'): string | undefined =>
    folders.find((folder) => folder.role === role)?.path
  return { archive: pathOf('archive'), junk: pathOf('junk') }
}

/** Looks for messages where other programs file them, by their Message-ID. */
async function findLost(work: FolderWork, filing: Filing, lost: Stray[]): Promise<void> {
  let left = lost
  for (const folder of [filing.archive, filing.junk]) {
    if (folder === undefined || left.length === 0) continue
    const found = await findIn(work, folder, left).catch((error: unknown) => {
      if (!isRefusal(error) || work.connection.closed) throw error
      return new Set<Stray>()
    })
    left = left.filter((stray) => !found.has(stray))
  }
}

async function findIn(work: FolderWork, folder: string, lost: Stray[]): Promise<Set<Stray>> {
  const { connection, deps } = work
  work.openPath = undefined
  const { uidValidity, exists } = await openFolder(connection, folder, { readOnly: true })
  const found = new Map<Stray, number>()
  for (const stray of exists > 0 ? lost : []) {
    if (stray.internetMessageId === null) continue
    const uid = (await findByMessageId(connection, stray.internetMessageId)).at(-1)
    if (uid !== undefined) found.set(stray, uid)
  }
  await recordMoves(
    deps.db,
    [...found].map(([{ deliveryId }, uid]) => ({ deliveryId, folder, uidValidity, uid })),
  )
  return new Set(found.keys())
}

function isRefusal(error: unknown): boolean {
  return error instanceof MailServerError && error.code === 'refused'
}

type Copy = {
  conversationId: string
  status: Status
  isRegistered: boolean
  messageId: string
  receivedAt: Date
  isAway: boolean
  movedTo: string | null
  role: string | null
  isBack: boolean
}

/** Where the mail from outside of some conversations lies. It came back where another copy of it was filed away. */
function copiesOf(tx: Queryable, mailboxId: string, conversationIds: string[]): Promise<Copy[]> {
  return tx.rows<Copy>(sql`
    select c.id as "conversationId", c.status, c.reference is not null as "isRegistered",
      d.message_id as "messageId", m.received_at as "receivedAt",
      d.fate in ('moved', 'gone') as "isAway", d.moved_to as "movedTo", f.role,
      d.is_unreflected and d.mailbox_id = ${mailboxId} and exists (
        select from delivery o join folder g on g.id = o.folder_id
        where o.message_id = d.message_id and o.mailbox_id = d.mailbox_id and o.id <> d.id
          and (o.moved_to is not null or g.role = 'archive' and o.fate = 'moved')) as "isBack"
    from conversation c join message m on m.conversation_id = c.id
      join delivery d on d.message_id = m.id join folder f on f.id = d.folder_id
    where c.id = any(${conversationIds}::uuid[]) and m.direction = 'incoming'
      and f.role is distinct from 'sent'`)
}

function wantedStatuses(copies: Copy[], filing: Filing): Map<string, Status> {
  const wanted = new Map<string, Status>()
  for (const [conversationId, list] of Map.groupBy(copies, (copy) => copy.conversationId)) {
    const [first] = list
    const placed = list.map((copy) => ({ ...copy, place: placeOf(copy, filing) }))
    const status = first && statusOfMovedMail(first.status, placed)
    if (status && first.isRegistered) wanted.set(conversationId, status)
  }
  return wanted
}

function placeOf({ movedTo, isAway, role }: Copy, { archive, junk }: Filing): CopyPlace {
  if (movedTo !== null) {
    if (movedTo === archive) return 'archive'
    if (movedTo === junk) return 'junk'
    const named = folderRole(movedTo)
    return named === 'archive' || named === 'junk' ? named : 'away'
  }
  if (isAway || role === 'trash') return 'away'
  return role === 'archive' ? 'archive' : 'home'
}

/** What came back does not lie where it was moved to any more. */
async function forgetStrays(
  tx: Pick<Deps['db'], 'run'>,
  mailboxId: string,
  deliveryIds: string[],
): Promise<void> {
  await tx.run(sql`
    update delivery o set moved_to = null, moved_to_uid_validity = null, moved_to_uid = null
    from delivery d
    where d.id = any(${deliveryIds}::uuid[]) and d.fate not in ('moved', 'gone')
      and o.message_id = d.message_id and o.mailbox_id = ${mailboxId} and o.id <> d.id
      and o.moved_to is not null`)
  await tx.run(sql`
    update delivery set is_unreflected = false where id = any(${deliveryIds}::uuid[])`)
}
