import { describe, expect, it } from 'vitest'
import { sql } from './sql.ts'

const byId = (id: string) => sql.prepared(sql`select ${id}::uuid`).statement()

describe('writing SQL', () => {
  it('binds every value and numbers them through nested pieces', () => {
    const open = sql`status = ${'open'}`
    const query = sql`select * from conversation where ${open} and id = any(${['a', 'b']}::uuid[])`
    expect(query.statement()).toEqual({
      text: 'select * from conversation where status = $1 and id = any($2::uuid[])',
      values: ['open', ['a', 'b']],
    })
  })

  it('joins pieces and values, and nothing', () => {
    const list = sql.join([sql`a = ${1}`, sql`b = ${2}`], ' and ')
    expect(sql`where ${list} limit ${3}`.statement()).toEqual({
      text: 'where a = $1 and b = $2 limit $3',
      values: [1, 2, 3],
    })
    expect(sql`in (${sql.join(['x', 'y'])})`.statement().text).toBe('in ($1, $2)')
    expect(sql`a${sql.join([])}b`.statement()).toEqual({ text: 'ab', values: [] })
  })

  it('can be used twice in one statement', () => {
    const now = sql`${'2026-01-01'}::timestamptz`
    expect(sql`${now} < ${now}`.statement()).toEqual({
      text: '$1::timestamptz < $2::timestamptz',
      values: ['2026-01-01', '2026-01-01'],
    })
  })

  it('binds numbers as one array, whole or not, and unknown ones', () => {
    expect(sql.numbers([1.5, null, -2e-9, 1e21]).statement()).toEqual({
      text: '$1::float8[]',
      values: ['{1.5,NULL,-2e-9,1e+21}'],
    })
    expect(sql.numbers([]).statement().values).toEqual(['{}'])
  })

  it('names a prepared statement after its text, whatever its values', () => {
    expect(byId('a').name).toMatch(/^levee_[\w-]{22}$/)
    expect(byId('b').name).toBe(byId('a').name)
    expect(sql.prepared(sql`select 2`).statement().name).not.toBe(byId('a').name)
    expect(sql`select ${'a'}::uuid`.statement()).not.toHaveProperty('name')
  })

  it('writes whole numbers, and nothing else, into the text', () => {
    expect(sql`limit ${sql.integer(51)}`.statement()).toEqual({ text: 'limit 51', values: [] })
    expect(() => sql.integer(1.5)).toThrow(TypeError)
  })

  it('binds a list as json rather than as an array, and quotes names', () => {
    expect(sql`${sql.json([1, 2])}`.statement()).toEqual({ text: '$1::jsonb', values: ['[1,2]'] })
    expect(sql.identifier('a"b').statement().text).toBe('"a""b"')
  })
})
