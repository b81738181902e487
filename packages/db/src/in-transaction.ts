import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseError, type Pool } from 'pg'
import type { Db } from './database.ts'
import { isAfterFailure, type Queryable, queryable, type TransactionState } from './queryable.ts'

/**
 * One transaction: what is written through it is kept together or not at all. Statements are done in the order
 * in which they are asked, and those that do not wait for one another go over together.
 */
export type Tx = Queryable & { readonly inTransaction: true }

const ATTEMPTS = 5
const SERIALIZATION_FAILURE = '40001'
const DEADLOCK_DETECTED = '40P01'

/**
 * Does `work` in one transaction. A deadlock or a serialization failure is tried again a few times,
 * so that `work` must do nothing but read and write through its `tx`.
 * @param options.prepares for small work that is done often, and by one at a time: it has a connection of its own, which
 * parses and plans its statements once. Not for work on tables that grow meanwhile, whose plans would be those of small ones.
 */
export async function inTransaction<T>(
  db: Db,
  work: (tx: Tx) => Promise<T>,
  options: { prepares?: boolean } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptTransaction(options.prepares ? db.prepared : db.pool, work, options)
    } catch (error) {
      if (attempt === ATTEMPTS || !isWorthAnotherAttempt(error)) throw error
      await sleep(attempt * (10 + Math.random() * 20)) // ms; two that met must not meet again
    }
  }
}

async function attemptTransaction<T>(
  pool: Pool,
  work: (tx: Tx) => Promise<T>,
  options: { prepares?: boolean },
): Promise<T> {
  const connection = await pool.connect()
  let broken = false
  const state: TransactionState = { isOver: false, failure: undefined }
  const asked = queryable(connection, { ...options, within: state })
  try {
    await connection.query('begin')
    const result = await work({ ...asked, inTransaction: true })
    state.isOver = true
    await connection.query('commit')
    return result
  } catch (error) {
    state.isOver = true
    broken = await connection.query('rollback').then(
      () => false,
      () => true,
    )
    throw isAfterFailure(error) ? (state.failure ?? error) : error
  } finally {
    connection.release(broken)
  }
}

function isWorthAnotherAttempt(error: unknown): boolean {
  return (
    error instanceof DatabaseError &&
    (error.code === SERIALIZATION_FAILURE || error.code === DEADLOCK_DETECTED)
  )
}
