import type { NewTemplate, Template } from '@levee/contract'
import { type Queryable, type Sql, sql, type Tx } from '@levee/db'
import { DomainError, foldText } from '@levee/domain'
import { type Viewer } from '../../http/viewer.ts'
import { visibleMailboxes } from '../conversations/access.ts'

/** What somebody writes of a template, whole. */
export type TemplateContent = Required<Omit<NewTemplate, 'fileIds'>>

type Row = Omit<Template, 'lastSentAt' | 'changedAt'> & {
  lastSentAt: Date | null
  changedAt: Date
}

const files: Sql = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'contentType', f.content_type,
    'size', f.size) order by f.position), '[]') from template_file f where f.template_id = t.id)`

const columns: Sql = sql`t.id, t.name, t.folder, t.language, t.mailbox_ids as "mailboxIds", t.subject, t.html,
  t.actions, t.needs_approval as "needsApproval", ${files} as files, t.changed_at as "changedAt", coalesce(s.n, 0) as "sentCount",
  s.last as "lastSentAt"`

const sent: Sql = sql`left join lateral (
  select count(*) as n, max(o.sent_at) as last from outgoing o
  where o.template_id = t.id and o.sent_at is not null) s on true`

/** Templates are for the mail of a mailbox: who sees that mail may use them. */
function visibleTo(viewer: Viewer): Sql {
  const ids = visibleMailboxes(viewer)
  return ids === 'all' ? sql`true` : sql`(t.mailbox_ids = '{}' or t.mailbox_ids && ${ids}::uuid[])`
}

type Wanted = { q?: string; language?: 'fr' | 'en'; mailbox?: string }

/** The templates that a viewer may use, by folder and name. Each word that is sought must be in it somewhere. */
export async function findTemplates(
  db: Queryable,
  viewer: Viewer,
  { q = '', language, mailbox }: Wanted,
): Promise<Template[]> {
  const words = foldText(q).split(/\s+/u).filter(Boolean)
  const rows = await db.rows<Row>(sql`
    select ${columns} from template t ${sent}
    where t.removed_at is null and ${visibleTo(viewer)}
      and (${language ?? null}::text is null or t.language = ${language ?? null})
      and (${mailbox ?? null}::uuid is null or t.mailbox_ids = '{}' or ${mailbox ?? null}::uuid = any(t.mailbox_ids))
      and not exists (select from unnest(${words}::text[]) as w(word)
        where strpos(fold_text(concat_ws(' ', t.folder, t.name, t.subject,
          regexp_replace(t.html, '<[^>]*>', ' ', 'g'))), w.word) = 0)
    order by lower(t.folder), lower(t.name), t.language`)
  return rows.map(templateOf)
}

/** @throws {DomainError} `not-found` when there is none that the viewer may use. */
export async function templateById(
  db: Queryable,
  viewer: Viewer,
  id: string,
  { removed = false }: { removed?: boolean } = {},
): Promise<Template> {
  const row = await db.row<Row>(sql`
    select ${columns} from template t ${sent}
    where t.id = ${id} and (t.removed_at is not null) = ${removed} and ${visibleTo(viewer)}`)
  if (!row) throw new DomainError('not-found', 'There is no such template.')
  return templateOf(row)
}

/** Every template that there is, whoever may use it. */
export async function allTemplates(db: Queryable): Promise<Template[]> {
  const rows = await db.rows<Row>(sql`
    select ${columns} from template t ${sent} where t.removed_at is null
    order by lower(t.folder), lower(t.name), t.language`)
  return rows.map(templateOf)
}

type Writing = { content: TemplateContent; authorId: string; at: Date }

/** @returns its id. */
export async function insertTemplate(tx: Tx, { content, authorId, at }: Writing): Promise<string> {
  const { name, folder, language, mailboxIds, subject, html, actions, needsApproval } = content
  const row = await tx.row<{ id: string }>(sql`
    insert into template (name, folder, language, mailbox_ids, subject, html, actions, needs_approval,
      created_at, changed_at, changed_by)
    values (${name}, ${folder}, ${language}, ${mailboxIds}::uuid[], ${subject}, ${html},
      ${sql.json(actions)}, ${needsApproval}, ${at}, ${at}, ${authorId}) returning id`)
  if (!row) throw new Error('PostgreSQL returned no row.')
  return row.id
}

export async function updateTemplate(
  tx: Tx,
  id: string,
  { content, authorId, at }: Writing,
): Promise<void> {
  const { name, folder, language, mailboxIds, subject, html, actions, needsApproval } = content
  await tx.run(sql`
    update template set name = ${name}, folder = ${folder}, language = ${language},
      mailbox_ids = ${mailboxIds}::uuid[], subject = ${subject}, html = ${html},
      actions = ${sql.json(actions)}, needs_approval = ${needsApproval}, changed_at = ${at}, changed_by = ${authorId} where id = ${id}`)
}

/** Removes a template, or puts it back (`at` null). */
export async function markRemoved(tx: Tx, id: string, at: Date | null): Promise<void> {
  await tx.run(sql`update template set removed_at = ${at} where id = ${id}`)
}

/**
 * Gives a template these files, in this order: its own, or uploads of the author's.
 * @returns the ids that are neither.
 */
export async function setFiles(
  tx: Tx,
  templateId: string,
  { fileIds, authorId }: { fileIds: readonly string[]; authorId: string },
): Promise<string[]> {
  await tx.run(sql`
    insert into template_file (id, template_id, position, name, content_type, size, blob_sha256)
    select id, ${templateId}, 0, name, content_type, size, blob_sha256 from upload
    where user_id = ${authorId} and id = any(${fileIds}::uuid[]) on conflict (id) do nothing`)
  await tx.run(sql`
    delete from template_file where template_id = ${templateId} and id <> all(${fileIds}::uuid[])`)
  const kept = await tx.rows<{ id: string }>(sql`
    update template_file f set position = w.place from unnest(${fileIds}::uuid[]) with ordinality as w(id, place)
    where f.id = w.id and f.template_id = ${templateId} returning f.id`)
  return fileIds.filter((id) => !kept.some((file) => file.id === id))
}

/** What names a template: rules by their names, then deadline policies. */
export async function namedBy(db: Queryable, id: string): Promise<string[]> {
  const rows = await db.rows<{ name: string }>(sql`
    select name from rule where deleted_at is null
      and actions @> ${sql.json([{ type: 'sendTemplate', templateId: id }])}
    union all
    select v.content ->> 'name' from deadline_policy p
      join deadline_policy_version v on v.policy_id = p.id and v.version = p.version
    where p.removed_at is null and ${id} in (v.content -> 'acknowledgement' ->> 'fr',
      v.content -> 'acknowledgement' ->> 'en')`)
  return rows.map(({ name }) => name)
}

function templateOf({ lastSentAt, changedAt, ...row }: Row): Template {
  return {
    ...row,
    lastSentAt: lastSentAt?.toISOString() ?? null,
    changedAt: changedAt.toISOString(),
  }
}

/** The tag of a name; made where there is none. */
export async function tagNamed(tx: Tx, name: string, at: Date): Promise<string> {
  await tx.run(sql`
    insert into tag (name, color, created_at) values (${name}, 'river', ${at}) on conflict do nothing`)
  const row = await tx.row<{ id: string }>(sql`
    select id from tag where lower(name) = lower(${name})`)
  if (!row) throw new Error('A tag was not made.')
  return row.id
}

export async function organisationTimeZone(tx: Tx): Promise<string> {
  const row = await tx.row<{ timeZone: string }>(sql`
    select time_zone as "timeZone" from installation`)
  return row?.timeZone ?? 'UTC'
}

/** Nobody answers without having seen what was added. */
export async function touch(tx: Tx, conversationId: string): Promise<void> {
  await tx.run(sql`update conversation set revision = revision + 1 where id = ${conversationId}`)
}

/** The files of a template as uploads of a viewer's. */
export async function copyFiles(
  db: Queryable,
  templateId: string,
  { userId, at }: { userId: string; at: Date },
): Promise<Template['files']> {
  return db.rows<Template['files'][number]>(sql`
    insert into upload (user_id, name, content_type, size, blob_sha256, created_at)
    select ${userId}, name, content_type, size, blob_sha256, ${at} from template_file
    where template_id = ${templateId} order by position
    returning id, name, content_type as "contentType", size`)
}

/** Remembers what a mail was written with. */
export async function noteTemplate(tx: Tx, messageId: string, templateId: string): Promise<void> {
  await tx.run(sql`
    update outgoing set template_id = ${templateId} where message_id = ${messageId}`)
}
