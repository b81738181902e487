import type { DeadlinePolicy } from '@levee/contract'
import { type Queryable, sql, type Tx } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { PolicyContent } from './frame.ts'

type PolicyRow = Pick<DeadlinePolicy, 'id' | 'version' | 'position'> & {
  content: Pick<
    DeadlinePolicy,
    'name' | 'conditions' | 'calendarId' | 'targets' | 'acknowledgement'
  >
}

/** Every policy that is in use, in the order in which they are tried. */
export async function allPolicies(db: Queryable, id?: string): Promise<DeadlinePolicy[]> {
  const rows = await db.rows<PolicyRow>(sql`
    select p.id, p.version, p.position, v.content
    from deadline_policy p join deadline_policy_version v on v.policy_id = p.id and v.version = p.version
    where p.removed_at is null and ${id === undefined ? sql`true` : sql`p.id = ${id}`}
    order by p.is_fallback, p.position, p.id`)
  return rows.map(({ content, ...row }) => ({ ...row, ...content }))
}

/** @throws {DomainError} `not-found`. */
export async function policyById(db: Queryable, id: string): Promise<DeadlinePolicy> {
  const [found] = await allPolicies(db, id)
  if (!found) throw noSuchPolicy()
  return found
}

export async function insertPolicy(
  tx: Tx,
  { content, authorId, at }: { content: PolicyContent; authorId: string | null; at: Date },
): Promise<string> {
  const isFallback = content.conditions === null
  const created = await tx.row<{ id: string }>(sql`
    insert into deadline_policy (position, is_fallback, created_at)
    select coalesce(max(position) + 1, 0), ${isFallback}, ${at} from deadline_policy
    where removed_at is null and not is_fallback returning id`)
  if (!created) throw new Error('PostgreSQL returned no row.')
  await insertPolicyVersion(tx, { id: created.id, version: 1, content, authorId, at })
  return created.id
}

export async function insertPolicyVersion(
  tx: Tx,
  {
    id,
    version,
    content,
    authorId,
    at,
  }: { id: string; version: number; content: PolicyContent; authorId: string | null; at: Date },
): Promise<void> {
  const isFallback = content.conditions === null
  await tx.run(sql`
    update deadline_policy set version = ${version}::int, is_fallback = ${isFallback} where id = ${id}`)
  await tx.run(sql`
    insert into deadline_policy_version (policy_id, version, content, author_id, at)
    values (${id}, ${version}::int, ${sql.json(content)}, ${authorId}, ${at})`)
}

/** Puts policies in this order. */
export async function orderPolicies(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.run(sql`
    update deadline_policy p set position = o.place - 1
    from unnest(${ids}::uuid[]) with ordinality as o(id, place) where p.id = o.id`)
}

export function noSuchPolicy(): DomainError {
  return new DomainError('not-found', 'There is no such deadline policy.')
}
