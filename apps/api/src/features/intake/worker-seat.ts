import { randomInt } from 'node:crypto'
import { type Db, type Sql, sql } from '@levee/db'

/** Shows the other workers that this one lives: a lock that ends with its connection. */
export type WorkerSeat = {
  /** Names the worker in the leases it holds. */
  owner: string
  /** The connection broke: others take this worker for dead. */
  isLost(): boolean
  leave(): void
}

const SEATS = 0x4c65_7665 // the first of two numbers that name an advisory lock: ours alone

/** Takes a seat; a process that is killed loses it at once, a machine that vanishes when TCP notices. */
export async function takeSeat(db: Db): Promise<WorkerSeat> {
  const connection = await db.pool.connect()
  const key = randomInt(2 ** 31)
  let isLost = false
  const lose = (): void => void (isLost = true)
  connection.on('error', lose)
  connection.on('end', lose)
  await connection.query('select pg_advisory_lock($1, $2)', [SEATS, key])
  return {
    owner: String(key),
    isLost: () => isLost,
    leave: () => connection.release(true), // closed, not reused: its lock must not live on
  }
}

/** Whether nobody sits on the seat that a mailbox's lease names. */
export const seatIsEmpty: Sql = sql`not exists (
  select from pg_locks where locktype = 'advisory' and classid = ${SEATS}::oid
    and objid::text = lease_owner
    and database = (select oid from pg_database where datname = current_database()))`
