import { type Db, sql } from '@levee/db'
import { DomainError } from '@levee/domain'

/** A try to sign in: as whom, from where, when. */
export type Attempt = { account: string; address: string; at: Date }

/** Failures a minute after which nothing is tried any more: by one address on one account; on one side alone. */
const MOST_TOGETHER = 5
const MOST_ALONE = 30

/**
 * Counts an attempt as failed before it is made, so that many at once cannot pass together.
 * @returns its id, for `forgetAttempt` when it succeeds.
 * @throws {DomainError} `too-many`; such an attempt is not counted.
 */
export async function countAttempt(db: Db, { account, address, at }: Attempt): Promise<string> {
  const since = new Date(at.getTime() - 60_000)
  const counted = await db.row<{ id: string }>(sql`
    insert into sign_in_failure (account, address, at) values (${account}, ${address}, ${at})
    returning id`)
  const found = await db.row<{ together: number; ofAccount: number; ofAddress: number }>(sql`
    select count(*) filter (where account = ${account} and address = ${address}) as together,
      count(*) filter (where account = ${account}) as "ofAccount",
      count(*) filter (where address = ${address}) as "ofAddress"
    from sign_in_failure where (account = ${account} or address = ${address}) and at > ${since}`)
  if (!counted || !found) throw new Error('PostgreSQL returned no row.')
  const { together, ofAccount, ofAddress } = found
  if (together <= MOST_TOGETHER && Math.max(ofAccount, ofAddress) <= MOST_ALONE) return counted.id
  await forgetAttempt(db, counted.id)
  throw new DomainError('too-many', 'Too many attempts to sign in failed. Try again in a minute.')
}

/** The attempt succeeded: it was no failure. */
export async function forgetAttempt(db: Db, id: string): Promise<void> {
  await db.run(sql`delete from sign_in_failure where id = ${id}`)
}
