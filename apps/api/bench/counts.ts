import { countStatement } from '../src/features/counts/queries.ts'
import { print } from './intake/print.ts'
import { benchPostgres } from './reading/bench-postgres.ts'
import { middle, ratio, side, takeTurns } from './reading/compare.ts'
import { startReader } from './reading/reader.ts'

const SMALL = 10_000
const ROUNDS = 300
const LIST = '/api/v1/conversations?view=all'
const COUNTS = '/api/v1/counts'

/**
 * Every count of the navigation against a page of a list, against the same query by the bare driver,
 * and against a small archive with a small desk.
 * @param args how many conversations the large archive has; 100,000 when not said.
 */
export async function counts([count = '100000']: string[]): Promise<void> {
  const postgres = await benchPostgres()
  const stops: (() => Promise<void>)[] = [() => postgres.stop()]
  try {
    const { url: small } = await postgres.seeded(SMALL)
    const { url: large } = await postgres.seeded(Number(count))
    for (const email of ['user1@bench.example', 'user2@bench.example']) {
      const readers = {
        small: await startReader(small, email),
        large: await startReader(large, email),
      }
      stops.push(
        () => readers.small.stop(),
        () => readers.large.stop(),
      )
      const { viewer } = readers.large
      const statement = countStatement(viewer, new Date()).statement()
      const counting = side(() => readers.large.time(COUNTS))
      const list = side(() => readers.large.time(LIST))
      const bare = side(() => readers.large.timeBare(statement))
      const inSmall = side(() => readers.small.time(COUNTS))
      await takeTurns([counting, list, bare, inSmall], ROUNDS)
      const more = { viewer: viewer.role, count: Number(count) }
      const times = { listMs: middle(list), bareMs: middle(bare), smallMs: middle(inSmall) }
      print('counts', 'p50Ms', middle(counting), { unit: 'ms', ...more, ...times })
      const prefix = viewer.role === 'admin' ? '' : 'staff '
      const report = (metric: string, value: number, goal: number): void =>
        print('counts', camelCase(prefix + metric), value, { unit: 'ratio', ...more, goal })
      report('listRatio', ratio(counting, list), 1.5)
      report('growth', ratio(counting, inSmall), 1.2)
      report('apiRatio', ratio(counting, bare), 4)
    }
  } finally {
    for (const stop of stops.toReversed()) await stop()
  }
}

function camelCase(words: string): string {
  return words.replaceAll(/ (\w)/g, (_, letter: string) => letter.toUpperCase())
}
