import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { sql } from './sql.ts'
import { testDatabase } from './testing/test-database.ts'

const db = await testDatabase()

const TYPES: Record<string, string> = {
  String: 'text',
  Int: 'integer',
  BigInt: 'bigint',
  Boolean: 'boolean',
  Float: 'double precision',
  Json: 'jsonb',
  Bytes: 'bytea',
  '@db.Uuid': 'uuid',
  '@db.SmallInt': 'smallint',
  '@db.Date': 'date',
  '@db.Timestamptz(3)': 'timestamp(3) with time zone',
}

/** Each column as one line, `table.column type not null`, as schema.prisma describes it. */
function describedColumns(schema: string): string[] {
  return [...schema.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)].flatMap(
    ([, model = '', body = '']) => {
      const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? model
      return body.split('\n').flatMap((line) => {
        const field = /^ {2}(\w+)\s+(\w+)(\?|\[\])?(.*)$/.exec(line)
        if (!field || /@relation/.test(line)) return []
        const [, name = '', type = '', arity = '', attributes = ''] = field
        const native = /@db\.\w+(\(\d+\))?/.exec(attributes)?.[0]
        const sqlType = TYPES[native ?? type]
        if (!sqlType) return [] // the other end of a relation
        const column = /@map\("(\w+)"\)/.exec(attributes)?.[1] ?? name
        const list = arity === '[]' ? '[]' : ''
        return [`${table}.${column} ${sqlType}${list}${arity === '?' ? '' : ' not null'}`]
      })
    },
  )
}

async function migratedColumns(): Promise<string[]> {
  const rows = await db.rows<{ line: string }>(sql`
    select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when a.attnotnull then ' not null' else '' end as line
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and c.relname <> '_prisma_migrations' and a.attnum > 0 and not a.attisdropped`)
  return rows.map(({ line }) => line)
}

const schema = readFileSync(new URL('../../../prisma/schema.prisma', import.meta.url), 'utf8')

it('describes in schema.prisma the tables and columns that the migrations make', async () => {
  const described = describedColumns(schema)
  expect(described.length).toBeGreaterThan(100)
  expect(described.toSorted()).toEqual((await migratedColumns()).toSorted())
})

it('would notice a column that is added, of another type or nullable', async () => {
  const before = await migratedColumns()
  await db.execute('alter table tag drop column color, add column colour text')
  await db.execute('alter table note alter column text drop not null')
  await db.execute('alter table outgoing alter column attempts type bigint')
  const after = await migratedColumns()
  expect(after.filter((line) => !before.includes(line)).toSorted()).toEqual([
    'note.text text',
    'outgoing.attempts bigint not null',
    'tag.colour text',
  ])
})
