import { type CustomTypesConfig, DatabaseError, type Pool, type PoolClient, types } from 'pg'
import { type Sql, type Statement, statementName } from './sql.ts'

/** What can be asked in SQL: the database, or one transaction of it. */
export type Queryable = {
  /** Every row. */
  rows<R>(query: Sql): Promise<R[]>
  /** The first row, or undefined when there is none. */
  row<R>(query: Sql): Promise<R | undefined>
  /** How many rows the statement changed. */
  run(query: Sql): Promise<number>
  /** A statement that a library wrote: `$1` … in the text, so that a job queue can join a transaction. */
  execute(text: string, values?: unknown[]): Promise<{ rows: unknown[]; rowCount: number | null }>
}

/** What is known of a transaction. `failure`: what went wrong last, of which later statements say only that something did. */
export type TransactionState = { isOver: boolean; failure: unknown }

/** Whether a statement was refused because an earlier one of its transaction had failed. */
export function isAfterFailure(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === '25P02'
}

/** How PostgreSQL's values become JavaScript's: int8 is a number, a date stays `YYYY-MM-DD`. */
export const valueTypes: CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (oid === types.builtins.TIMESTAMPTZ && format !== 'binary') return readInstant
    if (oid === types.builtins.INT8) return Number
    if (oid === types.builtins.DATE) return String
    return types.getTypeParser(oid, format)
  },
}

const readAnyInstant: (text: string) => Date = types.getTypeParser(types.builtins.TIMESTAMPTZ)

/** As sessions in UTC write it, which ISO 8601 nearly is: ten times as fast as reading every form. */
function readInstant(text: string): Date {
  const isPlain = text.endsWith('+00') && text[10] === ' '
  return isPlain ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : readAnyInstant(text)
}

/**
 * Asks through a pool or through one connection.
 * @param options.prepares whether the connection keeps every statement ready, as `sql.prepared` says.
 * @param options.within the transaction that the statements belong to: they are refused once it is over.
 */
export function queryable(
  connection: Pool | PoolClient,
  { prepares = false, within }: { prepares?: boolean; within?: TransactionState } = {},
): Queryable {
  const ask = async ({ text, values, name }: Statement, own: { types?: CustomTypesConfig }) => {
    if (within?.isOver) throw new Error('A statement was asked of a transaction that is over.')
    const statement = { text, values, ...own, name: prepares ? statementName(text) : name }
    return connection.query(statement).catch((error: unknown) => {
      if (within && !isAfterFailure(error)) within.failure = error
      throw error
    })
  }
  const ours = { types: valueTypes }
  return {
    async rows(query) {
      return (await ask(query.statement(), ours)).rows
    },
    async row(query) {
      return (await ask(query.statement(), ours)).rows[0]
    },
    async run(query) {
      return (await ask(query.statement(), ours)).rowCount ?? 0
    },
    execute: (text, values = []) => ask({ text, values }, {}),
  }
}
