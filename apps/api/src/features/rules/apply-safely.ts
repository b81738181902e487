import type { Tx } from '@levee/db'
import { sql } from '@levee/db'
import type { Deps } from '../../deps.ts'
import { applyLooked } from './apply-looked.ts'
import type { Sorting } from './arrivals.ts'

type ApplyDeps = Pick<Deps, 'jobs' | 'log' | 'now'>

/** Serialization failures and deadlocks: the whole transaction is tried again. */
const TRIED_AGAIN = new Set(['40001', '40P01'])

/** Does what the rules came to. Whatever goes wrong with it, what else the transaction does is kept. */
export async function applySafely(tx: Tx, deps: ApplyDeps, sorting: Sorting): Promise<void> {
  await tx.run(sql`savepoint rules`)
  try {
    await applyLooked(tx, deps, sorting)
    await tx.run(sql`release savepoint rules`)
  } catch (error) {
    if (error instanceof Error && 'code' in error && TRIED_AGAIN.has(String(error.code)))
      throw error
    await tx.run(sql`rollback to savepoint rules`)
    deps.log.error({ err: error }, 'the effects of rules failed for some conversations')
    const looked = sorting.looked.map((each) => ({
      ...each,
      decision: null,
      problem: each.problem ?? String(error),
    }))
    await applyLooked(tx, deps, { ...sorting, looked })
  }
}
