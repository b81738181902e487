import { type Sql, sql } from '@levee/db'

/** A list of records as a table: `from json_to_recordset(…)`. Characters that PostgreSQL cannot hold go. */
export function records(rows: readonly object[]): Sql {
  const json = JSON.stringify(rows)
  if (!/\\u(?:0000|d[89a-f])/i.test(json)) return sql`json_to_recordset(${json}::json)`
  const clean = JSON.stringify(rows, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
  )
  return sql`json_to_recordset(${clean}::json)`
}
