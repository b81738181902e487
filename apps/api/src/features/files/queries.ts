import { type Queryable, sql } from '@levee/db'
import type { FileFinding, FileState } from '@levee/domain'
import type { Viewer } from '../../http/viewer.ts'
import { visibleTo } from '../conversations/access.ts'

/** A file of a message: in its source, or a blob of its own (`blobSha256`) when we sent it. */
export type StoredFile = {
  messageId: string
  index: number
  name: string
  contentType: string
  contentId: string | null
  size: number
  blobSha256: string | null
  rawSha256: string | null
  state: FileState
  findings: FileFinding[]
  checkedAt: Date | null
  scannedAt: Date | null
}

const columns = sql`
  a.message_id as "messageId", a.index, a.name, a.content_type as "contentType",
  a.content_id as "contentId", a.size, a.blob_sha256 as "blobSha256", m.raw_sha256 as "rawSha256",
  a.state, a.findings, a.checked_at as "checkedAt", a.scanned_at as "scannedAt"`

/** One file of a message, if the viewer may see its conversation. */
export async function findFile(
  tx: Queryable,
  viewer: Viewer,
  { id, index }: { id: string; index: number },
): Promise<StoredFile | undefined> {
  return tx.row<StoredFile>(sql`
    select ${columns} from message m join conversation c on c.id = m.conversation_id
      join attachment a on a.message_id = m.id
    where m.id = ${id} and a.index = ${index} and ${visibleTo(viewer)}`)
}

/** All files of a message, those in files too. */
export async function filesOf(tx: Queryable, messageId: string): Promise<StoredFile[]> {
  return tx.rows<StoredFile>(sql`
    select ${columns} from message m join attachment a on a.message_id = m.id
    where m.id = ${messageId} order by a.index`)
}

/** Says of files that they are being looked at. */
export async function markScanning(tx: Queryable, messageIds: readonly string[]): Promise<void> {
  await tx.run(sql`
    update attachment set state = 'scanning'
    where message_id = any(${messageIds}::uuid[]) and checked_at is null`)
}

/** What was found out about a file, and when. */
export type FileCheck = Pick<StoredFile, 'state' | 'findings' | 'checkedAt' | 'scannedAt'>

/** Keeps what was found; a file that is another one by now, since its message was read anew, is left alone. */
export async function saveCheck(
  tx: Queryable,
  { messageId, index, name, size }: StoredFile,
  { state, findings, checkedAt, scannedAt }: FileCheck,
): Promise<void> {
  await tx.run(sql`
    update attachment set state = ${state}, findings = ${JSON.stringify(findings)}::jsonb,
      checked_at = ${checkedAt}, scanned_at = ${scannedAt}
    where message_id = ${messageId} and index = ${index} and name = ${name} and size = ${size}`)
}

/** Where a message stands, for those who look at it. */
export async function conversationOf(
  tx: Queryable,
  messageId: string,
): Promise<{ conversationId: string; mailboxIds: string[]; revision: number } | undefined> {
  return tx.row(sql`
    select c.id as "conversationId", c.mailbox_ids as "mailboxIds", c.revision
    from message m join conversation c on c.id = m.conversation_id where m.id = ${messageId}`)
}
