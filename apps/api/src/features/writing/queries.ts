import type { WritingSettings } from '@levee/contract'
import { type Queryable, type Sql, sql } from '@levee/db'
import type { Address } from '@levee/domain'
import type { Viewer } from '../../http/viewer.ts'
import { isVisibleMessage, visibleMailboxes } from '../conversations/access.ts'

type OwnSettings = Pick<WritingSettings, 'undoSeconds' | 'signature'>

export async function ownSettings(db: Queryable, userId: string): Promise<OwnSettings> {
  const row = await db.row<OwnSettings>(sql`
    select undo_seconds as "undoSeconds", signature from app_user where id = ${userId}`)
  if (!row) throw new Error('The user who asks does not exist.')
  return row
}

export async function updateOwnSettings(
  db: Queryable,
  userId: string,
  { undoSeconds, signature }: { [Name in keyof OwnSettings]: OwnSettings[Name] | undefined },
): Promise<void> {
  await db.run(sql`
    update app_user set undo_seconds = coalesce(${undoSeconds ?? null}, undo_seconds),
      signature = coalesce(${signature ?? null}, signature)
    where id = ${userId}`)
}

/** The mailboxes that the viewer may send from. */
export async function writtenFrom(
  db: Queryable,
  viewer: Viewer,
): Promise<WritingSettings['mailboxes']> {
  return db.rows(sql`
    select mailbox.id, address, signature, case when strpos(name, organisation) > 0 then name
      else concat_ws(', ', organisation, name) end as sender,
      coalesce(s.approval <> 'none', false) as "isApproved"
    from mailbox left join installation on true left join mailbox_sending s on s.mailbox_id = mailbox.id
    where outgoing_host is not null and ${isIn(viewer, sql`mailbox.id`)} order by lower(name), id`)
}

/** @returns whether there is such a mailbox. */
export async function updateMailboxSignature(
  db: Queryable,
  mailboxId: string,
  signature: string,
): Promise<boolean> {
  const changed = await db.run(sql`
    update mailbox set signature = ${signature} where id = ${mailboxId}`)
  return changed > 0
}

const MOST = 8
/** Among how many mails that left a mailbox, or senders, is looked: about a year of one. */
const LATEST = 1_000

/** People who wrote to a mailbox of the viewer's. */
export async function sendersLike(
  db: Queryable,
  viewer: Viewer,
  typed: string,
): Promise<Address[]> {
  return db.rows<Address>(sql`
    select s.name, s.address from (
      select * from sender where fold_text(name) like fold_text(${like(typed)})
        or address like lower(${like(typed)})
      order by last_at desc limit ${LATEST}) s
    where exists (select from message m where lower(m.from_address) = s.address
      and m.direction = 'incoming' and m.automatic = 'no' and ${isVisibleMessage(viewer)})
    order by s.last_at desc limit ${MOST}`)
}

/** People whom mailboxes of the viewer's wrote to lately. */
export async function recipientsLike(
  db: Queryable,
  viewer: Viewer,
  typed: string,
): Promise<Address[]> {
  return db.rows<Address>(sql`
    with latest as (
      select m.* from mailbox cross join lateral (
        select to_addresses || cc_addresses || bcc_addresses as people, received_at from message
        where mailbox_id = mailbox.id and direction = 'outgoing' and state <> 'cancelled'
        order by received_at desc limit ${LATEST}) m
      where ${isIn(viewer, sql`mailbox.id`)})
    select person ->> 'name' as name, person ->> 'address' as address
    from latest cross join jsonb_array_elements(people) person
    where fold_text(person ->> 'name') like fold_text(${like(typed)})
      or lower(person ->> 'address') like lower(${like(typed)})
    group by 1, 2 order by max(received_at) desc limit ${MOST}`)
}

/** Everybody may know the names of colleagues: mail is assigned to them. */
export async function colleaguesLike(db: Queryable, typed: string): Promise<Address[]> {
  return db.rows<Address>(sql`
    select name, email as address from app_user
    where disabled_at is null and (fold_text(name) like fold_text(${like(typed)})
      or lower(email) like lower(${like(typed)}))
    order by lower(name) limit ${MOST}`)
}

function isIn(viewer: Viewer, mailboxId: Sql): Sql {
  const mailboxIds = visibleMailboxes(viewer)
  return mailboxIds === 'all' ? sql`true` : sql`${mailboxId} = any(${mailboxIds}::uuid[])`
}

function like(typed: string): string {
  return `%${typed.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
}
