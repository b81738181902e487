import type { LiveEvent } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'

/** Tells every browser of several changes with one statement, once the transaction commits. */
export async function announceAll(tx: Queryable, events: readonly LiveEvent[]): Promise<void> {
  if (events.length === 0) return
  const payloads = events.map((event) => JSON.stringify(event))
  await tx.run(sql`select pg_notify('levee', e) from unnest(${payloads}::text[]) e`)
}
