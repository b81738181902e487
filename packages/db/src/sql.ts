/** A piece of SQL whose values are bound, never spliced into the text. Pieces nest. */
export class Sql {
  readonly strings: readonly string[]
  readonly values: readonly unknown[]

  constructor(strings: readonly string[], values: readonly unknown[]) {
    this.strings = strings
    this.values = values
  }

  /** The statement as PostgreSQL's protocol takes it: `$1`, `$2` … and their values. */
  statement(): { text: string; values: unknown[] } {
    const values: unknown[] = []
    return { text: render(this, values), values }
  }
}

/**
 * Writes SQL: each `${value}` is bound, each `${sql`…`}` is nested.
 * A list goes in as one array: `where id = any(${ids}::uuid[])`.
 */
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  return new Sql(strings, values)
}

/** Puts `separator` between the pieces; what is not a piece of SQL is bound. */
sql.join = (list: readonly unknown[], separator = ', '): Sql => {
  if (list.length === 0) return new Sql([''], [])
  return new Sql(['', ...Array.from({ length: list.length - 1 }, () => separator), ''], list)
}

/** Binds a value as `jsonb`; a bare array would become a PostgreSQL array. */
sql.json = (value: unknown): Sql => new Sql(['', '::jsonb'], [JSON.stringify(value)])

/** The quoted name of a table, a column, a database. */
sql.identifier = (name: string): Sql => new Sql([`"${name.replaceAll('"', '""')}"`], [])

function render(piece: Sql, values: unknown[]): string {
  let text = piece.strings[0] ?? ''
  for (const [index, value] of piece.values.entries()) {
    text += value instanceof Sql ? render(value, values) : `$${values.push(value)}`
    text += piece.strings[index + 1] ?? ''
  }
  return text
}
