import { type Queryable, sql } from '@levee/db'
import type { KindOfThing, KnownThings, NamedThing } from '@levee/domain'

/** What rules can name, as it exists now. */
export async function knownThings(db: Queryable): Promise<KnownThings> {
  const rows = await db.rows<NamedThing & { kind: KindOfThing }>(sql`
    select 'user' as kind, id, array[name, email] as names from app_user where disabled_at is null
    union all select 'team', id, array[name] from team
    union all select 'tag', id, array[name] from tag
    union all select 'mailbox', id, array[name, address] from mailbox
    union all select 'template', id, array[name] from template where removed_at is null
    union all select 'policy', p.id, array[v.content ->> 'name'] from deadline_policy p
      join deadline_policy_version v on v.policy_id = p.id and v.version = p.version
      where p.removed_at is null`)
  const ofKind = (kind: KindOfThing): NamedThing[] => rows.filter((row) => row.kind === kind)
  return {
    user: ofKind('user'),
    team: ofKind('team'),
    tag: ofKind('tag'),
    mailbox: ofKind('mailbox'),
    template: ofKind('template'),
    policy: ofKind('policy'),
  }
}
