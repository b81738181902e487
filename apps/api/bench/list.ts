import { setTimeout as sleep } from 'node:timers/promises'
import autocannon from 'autocannon'
import { listConditions } from '../src/features/conversations/list-conditions.ts'
import { pageQuery } from '../src/features/conversations/list-query.ts'
import type { Viewer } from '../src/http/viewer.ts'
import { median, print } from './intake/print.ts'
import { benchPostgres } from './reading/bench-postgres.ts'
import { middle, ratio, rounded, side, takeTurns } from './reading/compare.ts'
import { type Reader, startReader, startServer } from './reading/reader.ts'

const SMALL = 10_000
const ROUNDS = 250
const VIEWS = ['all', 'unassigned', 'open', 'archive']
const VIEWERS = [
  { role: 'admin', email: 'user1@bench.example', prefix: '' },
  { role: 'staff', email: 'user2@bench.example', prefix: 'staff' },
]
const LOAD = { connections: 10, duration: 2, rounds: 11 } // seconds a side and round

/**
 * A page of a list through the application against the same query by the bare driver; the same in a
 * small and in a large archive; and the requests a second against a bare Fastify route.
 * @param args how many conversations the large archive has; 100,000 when not said.
 */
export async function list([count = '100000']: string[]): Promise<void> {
  const postgres = await benchPostgres()
  const stops: (() => Promise<void>)[] = [() => postgres.stop()]
  try {
    const { url: small } = await postgres.seeded(SMALL)
    const { url: large } = await postgres.seeded(Number(count))
    for (const { role, email, prefix } of VIEWERS) {
      const readers = {
        small: await startReader(small, email),
        large: await startReader(large, email),
      }
      stops.push(
        () => readers.small.stop(),
        () => readers.large.stop(),
      )
      await latency(readers, { role, prefix, count: Number(count) })
      if (role === 'admin') await throughput(large, readers.large)
    }
  } finally {
    for (const stop of stops.toReversed()) await stop()
  }
}

type Readers = { small: Reader; large: Reader }

async function latency(
  { small, large }: Readers,
  { role, prefix, count }: { role: string; prefix: string; count: number },
): Promise<void> {
  const ratios: number[] = []
  const growths: number[] = []
  for (const view of VIEWS) {
    const statement = statementOf(view, large.viewer)
    const inLarge = side(() => large.time(pathOf(view)))
    const bare = side(() => large.timeBare(statement))
    const inSmall = side(() => small.time(pathOf(view)))
    await takeTurns([inLarge, bare, inSmall], ROUNDS)
    ratios.push(ratio(inLarge, bare))
    growths.push(ratio(inLarge, inSmall))
    print('list', 'p50Ms', middle(inLarge), {
      unit: 'ms',
      view,
      viewer: role,
      count,
      bareMs: middle(bare),
      smallMs: middle(inSmall),
    })
  }
  const more = { unit: 'ratio', viewer: role, count, views: VIEWS }
  const nameOf = (metric: string): string =>
    prefix ? prefix + metric.slice(0, 1).toUpperCase() + metric.slice(1) : metric
  const perView = { ratios: ratios.map(rounded), growths: growths.map(rounded) }
  print('list', nameOf('apiRatio'), median(ratios), { ...more, each: perView.ratios, goal: 4 })
  print('list', nameOf('growth'), median(growths), { ...more, each: perView.growths, goal: 1.2 })
}

async function throughput(databaseUrl: string, reader: Reader): Promise<void> {
  const statement = statementOf('all', reader.viewer)
  const bare = await startServer({ databaseUrl, dataDir: '', bare: statement })
  try {
    const route = side(() => rate(`${reader.url}${pathOf('all')}`, reader.headers))
    const least = side(() => rate(bare.url, {}))
    await takeTurns([route, least], LOAD.rounds)
    print('list', 'listRouteShare', ratio(route, least), {
      unit: 'ratio',
      routePerSecond: middle(route),
      barePerSecond: middle(least),
      goal: 0.6,
    })
  } finally {
    await bare.stop()
  }
}

/** Requests a second. Both sides answer uncompressed: a proxy compresses, or the network is a loop. */
async function rate(url: string, headers: Record<string, string>): Promise<number> {
  const { connections, duration } = LOAD
  await sleep(200) // ms: the other side's last requests end
  const uncompressed = { ...headers, 'accept-encoding': 'identity' }
  const result = await autocannon({ url, connections, duration, headers: uncompressed })
  if (result.non2xx + result.errors > 0) throw new Error(`${url} refused requests under load.`)
  return result.requests.average
}

function pathOf(view: string): string {
  return `/api/v1/conversations?view=${view}`
}

function statementOf(view: string, viewer: Viewer): { text: string; values: unknown[] } {
  const query = pageQuery(
    {
      ...listConditions({ view }, viewer, new Date()),
      mailbox: undefined,
      sort: 'receivedAt',
      after: undefined,
      limit: 51,
    },
    viewer,
  )
  if (!query) throw new Error(`The view ${view} is empty.`)
  return query.statement()
}
