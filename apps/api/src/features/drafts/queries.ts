import type { Draft, DraftInput, Upload } from '@levee/contract'
import { type Queryable, type Sql, sql, type Tx } from '@levee/db'

/** A draft as it is stored; `conversationId` and `revision` are without meaning in a new mail. */
export type DraftRow = Omit<Draft, 'updatedAt' | 'kind'> & {
  kind: Draft['kind'] | 'new'
  updatedAt: Date
}

/** What is written into a draft; the HTML is clean. */
export type DraftContent = Omit<DraftInput, 'version' | 'kind' | 'revision'>

const columns = sql`
  d.id, d.kind, d.mailbox_id as "mailboxId", d.to_typed as "to", d.cc_typed as "cc", d.bcc_typed as "bcc",
  d.subject, d.html, d.forward_of as "forwardOf", d.with_original_attachments as "withOriginalAttachments",
  d.template_id as "templateId", d.seen_revision as revision, d.version, d.updated_at as "updatedAt",
  (select jsonb_build_object('id', u.id, 'name', u.name) from app_user u where u.id = d.author_id) as author,
  coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name, 'contentType', u.content_type,
      'size', u.size) order by f.position)
    from draft_upload f join upload u on u.id = f.upload_id where f.draft_id = d.id), '[]') as attachments`

const inConversation = (id: string): Sql => sql`
  d.conversation_id in (select id from conversation where id = ${id} or merged_into = ${id})`

/** The answer that is being written to a conversation, or to one that was merged into it. */
export async function draftOfConversation(
  db: Queryable,
  conversationId: string,
): Promise<DraftRow | undefined> {
  return db.row<DraftRow>(sql`
    select ${columns} from draft d where ${inConversation(conversationId)} and d.sent_as is null
    order by (d.conversation_id = ${conversationId}) desc, d.updated_at desc limit 1`)
}

/** The new mails that somebody has begun, the latest first. */
export async function newMailDrafts(db: Queryable, authorId: string): Promise<DraftRow[]> {
  return db.rows<DraftRow>(sql`
    select ${columns} from draft d
    where d.conversation_id is null and d.sent_as is null and d.author_id = ${authorId}
    order by d.updated_at desc, d.id desc limit 200`)
}

/** One of them, locked. */
export async function newMailDraft(
  tx: Queryable,
  authorId: string,
  id: string,
): Promise<DraftRow | undefined> {
  return tx.row<DraftRow>(sql`
    select ${columns} from draft d where d.id = ${id} and d.conversation_id is null
      and d.sent_as is null and d.author_id = ${authorId} for no key update of d`)
}

type Written = {
  content: DraftContent
  kind: DraftRow['kind']
  revision: number
  authorId: string
  at: Date
}

/** Begins a draft. @returns its id. */
export async function insertDraft(
  tx: Tx,
  conversationId: string | null,
  { content, kind, revision, authorId, at }: Written,
): Promise<string> {
  const row = await tx.row<{ id: string }>(sql`
    insert into draft (conversation_id, author_id, kind, mailbox_id, to_typed, cc_typed, bcc_typed,
      subject, html, forward_of, with_original_attachments, template_id, seen_revision, updated_at)
    values (${conversationId}, ${authorId}, ${kind}, ${knownMailbox(content)}, ${content.to}::text[],
      ${content.cc}::text[], ${content.bcc}::text[], ${content.subject}, ${content.html},
      ${knownMessage(content)}, ${content.withOriginalAttachments}, ${content.templateId}, ${revision}, ${at})
    returning id`)
  if (!row) throw new Error('The draft was not stored.')
  await saveFiles(tx, row.id, content.attachmentIds)
  return row.id
}

export async function updateDraft(
  tx: Tx,
  id: string,
  { content, kind, revision, authorId, at }: Written,
): Promise<void> {
  await tx.run(sql`
    update draft set author_id = ${authorId}, kind = ${kind}, mailbox_id = ${knownMailbox(content)},
      to_typed = ${content.to}::text[], cc_typed = ${content.cc}::text[],
      bcc_typed = ${content.bcc}::text[], subject = ${content.subject}, html = ${content.html},
      forward_of = ${knownMessage(content)},
      with_original_attachments = ${content.withOriginalAttachments},
      template_id = ${content.templateId}, seen_revision = ${revision}, version = version + 1,
      updated_at = ${at} where id = ${id}`)
  await saveFiles(tx, id, content.attachmentIds)
}

/** What is named and has gone by now is left out: a draft is saved all the same. */
function knownMailbox({ mailboxId }: DraftContent): Sql {
  return sql`(select id from mailbox where id = ${mailboxId})`
}

function knownMessage({ forwardOf }: DraftContent): Sql {
  return sql`(select id from message where id = ${forwardOf})`
}

async function saveFiles(tx: Tx, draftId: string, uploadIds: string[]): Promise<void> {
  await tx.run(sql`
    delete from draft_upload where draft_id = ${draftId} and upload_id <> all(${uploadIds}::uuid[])`)
  await tx.run(sql`
    insert into draft_upload (draft_id, upload_id, position)
    select ${draftId}, id, position from unnest(${uploadIds}::uuid[]) with ordinality as f(id, position)
    on conflict (draft_id, upload_id) do update set position = excluded.position`)
}

/** Another writer goes on. */
export async function changeAuthor(
  tx: Tx,
  id: string,
  { authorId, at }: { authorId: string; at: Date },
): Promise<void> {
  await tx.run(sql`
    update draft set author_id = ${authorId}, version = version + 1, updated_at = ${at}
    where id = ${id}`)
}

export async function removeDraft(tx: Queryable, id: string): Promise<void> {
  await tx.run(sql`delete from draft where id = ${id}`)
}

/** The files among these that may go with a draft: the writer's own, and those that are in it. */
export async function usableUploads(tx: Queryable, usable: Sql, ids: string[]): Promise<Upload[]> {
  return tx.rows<Upload>(sql`
    select u.id, u.name, u.content_type as "contentType", u.size from upload u
    where u.id = any(${ids}::uuid[]) and ${usable}`)
}
