import type { RuleVersion } from '@levee/contract'
import { type Queryable, sql, type Tx } from '@levee/db'
import type { RuleDraft } from '@levee/domain'
import { contentOf, ruleColumns, type RuleRow } from './rule-row.ts'

/** The rules that are there, in their order. */
export function storedRules(db: Queryable): Promise<RuleRow[]> {
  return db.rows<RuleRow>(sql`
    select ${ruleColumns} from rule r where deleted_at is null order by position, id`)
}

/** One rule, removed or not; locked. */
export function lockRule(tx: Tx, id: string): Promise<RuleRow | undefined> {
  return tx.row<RuleRow>(sql`select ${ruleColumns} from rule r where id = ${id} for update`)
}

/** One change of the rule book at a time, so that its order and its newest row are one. */
export async function lockBook(tx: Tx): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtext('levee.rules'))`)
}

/** Adds a rule after the others. */
export async function insertRule(tx: Tx, draft: RuleDraft, at: Date): Promise<RuleRow> {
  const { name, enabled, trigger, conditions, actions, stop } = draft
  const row = await tx.row<RuleRow>(sql`
    insert into rule as r (position, name, enabled, trigger, conditions, actions, stop, active_since, created_at)
    select coalesce(max(position), 0) + 1, ${name}, ${enabled}, ${sql.json(trigger)},
      ${sql.json(conditions)}, ${sql.json(actions)}, ${stop}, ${at}::timestamptz, ${at}::timestamptz
    from rule
    returning ${ruleColumns}`)
  if (!row) throw new Error('A rule was written without a row.')
  return row
}

/** Writes a rule as it is now. */
export async function updateRule(tx: Tx, rule: RuleRow): Promise<void> {
  await tx.run(sql`
    update rule set name = ${rule.name}, enabled = ${rule.enabled}, trigger = ${sql.json(rule.trigger)},
      conditions = ${sql.json(rule.conditions)}, actions = ${sql.json(rule.actions)},
      stop = ${rule.stop}, version = ${rule.version}, active_since = ${rule.activeSince},
      deleted_at = ${rule.deletedAt}
    where id = ${rule.id}`)
}

/** Whoever changes rules, when, and what they do. */
export type RuleChange = {
  change: RuleVersion['change']
  authorId: string | null
  at: Date
}

/** Keeps what a rule is now. */
export async function insertVersion(
  tx: Tx,
  rule: RuleRow,
  { change, authorId, at }: RuleChange,
): Promise<void> {
  await tx.run(sql`
    insert into rule_version (rule_id, version, change, content, author_id, at)
    values (${rule.id}, ${rule.version}, ${change}, ${sql.json(contentOf(rule))}, ${authorId}, ${at})`)
}

/** Keeps which versions of which rules make the book now: from here on every process goes by it. */
export async function insertBook(
  tx: Tx,
  { authorId, at }: Pick<RuleChange, 'authorId' | 'at'>,
): Promise<void> {
  await tx.run(sql`
    insert into rule_book (rules, author_id, at)
    select coalesce(jsonb_agg(jsonb_build_object('ruleId', id, 'version', version)
      order by position, id), '[]'), ${authorId}::uuid, ${at}::timestamptz
    from rule where deleted_at is null`)
}

/** Gives rules their places, in this order. */
export async function savePositions(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.run(sql`
    update rule set position = o.position
    from unnest(${ids}::uuid[]) with ordinality as o(id, position) where rule.id = o.id`)
}

/** What a rule was, the newest version first. */
export async function versionsOf(db: Queryable, id: string): Promise<RuleVersion[]> {
  const rows = await db.rows<Omit<RuleVersion, 'at'> & { at: Date }>(sql`
    select v.version, v.change, v.content, v.at,
      case when u.id is not null then jsonb_build_object('id', u.id, 'name', u.name) end as author
    from rule_version v left join app_user u on u.id = v.author_id
    where v.rule_id = ${id} order by v.version desc`)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** How often each rule acted since an instant, and when last. */
export function hitsSince(
  db: Queryable,
  since: Date,
): Promise<{ ruleId: string; hits: number; lastHitAt: Date | null }[]> {
  return db.rows(sql`
    select r.id as "ruleId",
      (select count(*) from rule_hit h where h.rule_id = r.id and h.at >= ${since}) as hits,
      (select max(h.at) from rule_hit h where h.rule_id = r.id) as "lastHitAt"
    from rule r where r.deleted_at is null`)
}
