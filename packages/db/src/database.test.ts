import { describe, expect, it } from 'vitest'
import { openDatabase } from './database.ts'
import { inTransaction, type Tx } from './in-transaction.ts'
import { sql } from './sql.ts'
import { testDatabase } from './testing/test-database.ts'

const db = await testDatabase()
await db.run(sql`create table counter (name text primary key, value bigint not null)`)

describe('asking the database', () => {
  it('gives instants as dates in UTC, int8 as numbers and days as text', async () => {
    const row = await db.row(sql`
      select current_setting('TimeZone') as zone, 9007199254740991::int8 as big,
        '2026-11-21'::date as day, '2026-11-21T10:00:00Z'::timestamptz as at`)
    expect(row).toEqual({
      zone: 'UTC',
      big: 9007199254740991,
      day: '2026-11-21',
      at: new Date('2026-11-21T10:00:00Z'),
    })
  })

  it.each([
    '2026-02-28T23:59:59.007Z',
    '1582-10-15T00:00:00Z',
    '0044-03-15T12:00:00.5Z',
    '+012026-01-01T00:00:00.120Z',
  ])('gives the instant %s as it is', async (at) => {
    const row = await db.row(sql`select ${at.replace('+0', '')}::timestamptz(3) as instant`)
    expect(row).toEqual({ instant: new Date(at) })
  })

  it('says how many rows changed, and undefined for no row', async () => {
    await db.run(sql`insert into counter values ('a', 1), ('b', 1), ('c', 2)`)
    expect(await db.run(sql`update counter set value = value + 1 where value = 1`)).toBe(2)
    expect(await db.row(sql`select * from counter where name = ${'nobody'}`)).toBeUndefined()
  })

  it('says in one line why a database cannot be reached, without the password', async () => {
    const url = 'postgresql://levee:s3cret@127.0.0.1:1/post'
    const problem = await openDatabase(url).catch((error: unknown) => error)
    expect(problem).toMatchObject({ name: 'DatabaseError' })
    expect(String(problem)).toMatch(
      /"post" at 127\.0\.0\.1:1 cannot be reached as "levee": .*ECONNREFUSED.*Start PostgreSQL there/,
    )
    expect(String(problem)).not.toMatch(/s3cret|\n/)
  })

  it('refuses a wrong password with the setting to correct', async () => {
    const url = new URL(db.url)
    url.password = 'wrong'
    await expect(openDatabase(url.href)).rejects.toThrow(/Correct the user and password/)
  })
})

/** Asks three statements, the last of which counts those that its connection keeps ready. */
async function askThree(tx: Tx): Promise<unknown> {
  await tx.row(sql`select ${7}::int as n`)
  await tx.execute('select $1::int as m', [7])
  const kept = 'select count(*)::int as n, pg_backend_pid() as pid from pg_prepared_statements'
  return (await tx.execute(kept)).rows[0]
}

const keptReady = (prepares: boolean) => inTransaction(db, askThree, { prepares })

describe('a transaction', () => {
  it('keeps nothing when its work fails', async () => {
    const work = inTransaction(db, async (tx) => {
      await tx.run(sql`insert into counter values ('half', 1)`)
      throw new Error('changed our mind')
    })
    await expect(work).rejects.toThrow('changed our mind')
    expect(await db.row(sql`select 1 from counter where name = 'half'`)).toBeUndefined()
    expect(db.pool.idleCount).toBe(db.pool.totalCount)
  })

  it('is tried again after a deadlock, so that both of two that cross succeed', async () => {
    await db.run(sql`insert into counter values ('left', 0), ('right', 0)`)
    let attempts = 0
    const bothHold = Promise.withResolvers<void>()
    const cross = (first: string, second: string): Promise<void> =>
      inTransaction(db, async (tx) => {
        await tx.run(sql`update counter set value = value + 1 where name = ${first}`)
        if (++attempts === 2) bothHold.resolve()
        await bothHold.promise
        await tx.run(sql`update counter set value = value + 1 where name = ${second}`)
      })
    await Promise.all([cross('left', 'right'), cross('right', 'left')])
    expect(attempts).toBeGreaterThan(2)
    const values = await db.rows(sql`select value from counter where name in ('left', 'right')`)
    expect(values).toEqual([{ value: 2 }, { value: 2 }])
  })

  it('fails, and nothing else does, when its connection breaks between two statements', async () => {
    const work = inTransaction(db, async (tx) => {
      const own = await tx.row<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      await db.run(sql`select pg_terminate_backend(${own?.pid ?? 0}::int)`)
      await new Promise((resolve) => setTimeout(resolve, 100)) // until the news is here
      await tx.run(sql`insert into counter values ('lost', 0)`)
    })
    await expect(work).rejects.toThrow(/terminat|not queryable/)
    expect(await db.row(sql`select 1 from counter where name = 'lost'`)).toBeUndefined()
  })

  it('keeps its statements ready for the next, on a connection of its own, where it prepares them', async () => {
    expect(await keptReady(false)).toMatchObject({ n: 0 })
    const [first, second, third] = [
      await keptReady(true),
      await keptReady(true),
      await keptReady(true),
    ]
    expect(first).toMatchObject({ n: 3 })
    expect([second, third]).toEqual([first, first])
  })

  it('waits for its turn where it prepares its statements', async () => {
    const order: string[] = []
    const work = (name: string) =>
      inTransaction(
        db,
        async (tx) => {
          order.push(`${name} begins`)
          await tx.row(sql`select pg_sleep(0.05)`)
          order.push(`${name} ends`)
        },
        { prepares: true },
      )
    await Promise.all([work('one'), work('two')])
    expect(order).toEqual(['one begins', 'one ends', 'two begins', 'two ends'])
  })

  it('does statements that go over together in the order in which they were asked', async () => {
    const seen = await inTransaction(db, (tx) =>
      Promise.all([
        tx.run(sql`insert into counter values ('together', 1)`),
        tx.run(sql`update counter set value = value * 10 where name = 'together'`),
        tx.run(sql`update counter set value = value + 1 where name = 'together'`),
        tx.row(sql`select value from counter where name = 'together'`),
      ]),
    )
    expect(seen).toEqual([1, 1, 1, { value: 11 }])
  })

  it('keeps nothing of what goes over together when one of it fails, nor of what is asked later', async () => {
    const late = Promise.withResolvers<unknown>()
    const work = inTransaction(db, async (tx) => {
      const slow = async (): Promise<void> => {
        await tx.run(sql`insert into counter values ('first', 1)`)
        await new Promise((resolve) => setTimeout(resolve, 50))
        late.resolve(await tx.run(sql`insert into counter values ('late', 1)`).catch(String))
      }
      const failing = async (): Promise<void> => void (await tx.run(sql`select 1 / 0`))
      await Promise.all([slow(), (async () => failing())(), tx.run(sql`select 1`)])
    })
    await expect(work).rejects.toThrow('division by zero') // not what the statement behind it said first
    expect(await late.promise).toMatch(/transaction that is over/)
    expect(await db.rows(sql`select from counter where name in ('first', 'late')`)).toEqual([])
  })

  it('lets a library run its own statement inside', async () => {
    const counted = inTransaction(db, async (tx) => {
      await tx.execute('insert into counter values ($1, $2)', ['queued', 7])
      throw new Error('undone')
    })
    await expect(counted).rejects.toThrow('undone')
    expect(await db.rows(sql`select 1 from counter where name = 'queued'`)).toEqual([])
  })
})

describe('listening', () => {
  it('hears what a transaction announces when it is kept, until it stops listening', async () => {
    const heard: string[] = []
    const stop = await db.listen('news', (payload) => heard.push(payload))
    await inTransaction(db, (tx) => tx.run(sql`select pg_notify('news', 'one')`))
    await expect.poll(() => heard).toEqual(['one'])
    await stop()
    await db.run(sql`select pg_notify('news', 'two')`)
    await db.run(sql`select 1`)
    expect(heard).toEqual(['one'])
  })

  it('listens again after its connection was cut, and says that it may have missed something', async () => {
    const heard: string[] = []
    let missed = 0
    await db.listen(
      'cut',
      (payload) => heard.push(payload),
      () => missed++,
    )
    await db.run(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like 'listen%'`)
    await expect.poll(() => missed, { timeout: 10_000 }).toBe(1)
    await db.run(sql`select pg_notify('cut', 'after')`)
    await expect.poll(() => heard).toEqual(['after'])
  })
})

describe('prisma', () => {
  it('reads and writes what SQL does', async () => {
    const tag = await db.prisma.tag.create({ data: { name: 'Urbanisme', color: 'reed' } })
    expect(await db.row(sql`select name from tag where id = ${tag.id}`)).toEqual({
      name: 'Urbanisme',
    })
  })
})
