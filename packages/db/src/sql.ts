import { createHash } from 'node:crypto'

/** A statement as PostgreSQL's protocol takes it; with a name, connections keep it ready. */
export type Statement = { text: string; values: unknown[]; name?: string }

/** A piece of SQL whose values are bound, never spliced into the text. Pieces nest. */
export class Sql {
  readonly strings: readonly string[]
  readonly values: readonly unknown[]
  readonly isPrepared: boolean

  constructor(strings: readonly string[], values: readonly unknown[], isPrepared = false) {
    this.strings = strings
    this.values = values
    this.isPrepared = isPrepared
  }

  /** The whole statement: `$1`, `$2` … and their values. */
  statement(): Statement {
    const values: unknown[] = []
    const text = render(this, values)
    const name = this.isPrepared ? statementName(text) : undefined
    return name === undefined ? { text, values } : { text, values, name }
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

/** Binds numbers as `float8[]`, written as PostgreSQL reads them: of thousands, the driver would quote each. */
sql.numbers = (list: readonly (number | null)[]): Sql =>
  new Sql(['', '::float8[]'], [`{${list.map((each) => each ?? 'NULL').join(',')}}`])

/**
 * A statement that is asked often: each connection parses it once and, when the values do not matter
 * for the way it is done, plans it once.
 */
sql.prepared = (query: Sql): Sql => new Sql(query.strings, query.values, true)

/** A whole number in the text itself, where a bound one would hide from the planner how much is wanted. */
sql.integer = (value: number): Sql => {
  if (!Number.isSafeInteger(value)) throw new TypeError(`${value} is not a whole number.`)
  return new Sql([String(value)], [])
}

/** The quoted name of a table, a column, a database. */
sql.identifier = (name: string): Sql => new Sql([`"${name.replaceAll('"', '""')}"`], [])

const MOST_NAMES = 1000 // texts: more than the program has, less than would burden the server's memory
const names = new Map<string, string>()

/** Under which name connections keep a statement ready; undefined when they keep enough. */
export function statementName(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= MOST_NAMES) return known
  const name = `levee_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`
  names.set(text, name)
  return name
}

function render(piece: Sql, values: unknown[]): string {
  let text = piece.strings[0] ?? ''
  for (const [index, value] of piece.values.entries()) {
    text += value instanceof Sql ? render(value, values) : `$${values.push(value)}`
    text += piece.strings[index + 1] ?? ''
  }
  return text
}
