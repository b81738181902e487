import { openDatabase } from '@levee/db'
import { percentile, print } from './intake/print.ts'
import { scratchPostgres } from './intake/scratch-postgres.ts'
import { middle, type Side, side, takeTurns } from './reading/compare.ts'
import { fillOffice } from './reading/fill-office.ts'
import { type Reader, startReader } from './reading/reader.ts'

const ROUNDS = 60
const GOAL = 200 // ms
const REPORTS = [
  '?period=month&groupBy=team',
  '?period=week&groupBy=mailbox',
  '?period=quarter&groupBy=person',
]
const VIEWERS = { admin: 'user1@bench.example', manager: 'user2@bench.example' }

/**
 * The manager's dashboard on many conversations of three years, one of ten of them open; and how it grows.
 * @param args how many; 1,000,000 when not said.
 */
export async function dashboard([count = '1000000']: string[]): Promise<void> {
  const postgres = await scratchPostgres()
  const stops: (() => Promise<void>)[] = [() => postgres.stop()]
  try {
    const urls = {
      small: await postgres.database('small'),
      large: await postgres.database('large'),
    }
    await filled(urls.small, Number(count) / 10)
    await filled(urls.large, Number(count))
    for (const [viewer, email] of Object.entries(VIEWERS)) {
      const readers = {
        small: await startReader(urls.small, email),
        large: await startReader(urls.large, email),
      }
      stops.push(
        () => readers.small.stop(),
        () => readers.large.stop(),
      )
      await compare(readers, { viewer, count: Number(count) })
    }
  } finally {
    for (const stop of stops.toReversed()) await stop()
  }
}

async function compare(
  { small, large }: Record<'small' | 'large', Reader>,
  more: { viewer: string; count: number },
): Promise<void> {
  const paths = REPORTS.map((report) => `/api/v1/reports/deadlines${report}`)
  const sides = paths.map((path) => ({
    path,
    large: side(() => large.time(path)),
    small: side(() => small.time(path)),
  }))
  await takeTurns(
    sides.flatMap((one) => [one.large, one.small]),
    ROUNDS,
  )
  for (const one of sides)
    print('deadlines', 'dashboardReportP95Ms', p95(one.large), {
      unit: 'ms',
      ...more,
      report: one.path,
      p50Ms: middle(one.large),
      smallMs: middle(one.small),
    })
  const all = sides.flatMap((one) => one.large.values)
  const growth = Math.max(...sides.map((one) => middle(one.large) / middle(one.small) / 10))
  print('deadlines', 'dashboardP95Ms', percentile(all, 0.95), { unit: 'ms', ...more, goal: GOAL })
  print('deadlines', 'dashboardGrowth', growth, { unit: 'ratio', ...more, goal: 1 })
}

function p95({ values }: Side): number {
  return percentile(values, 0.95)
}

async function filled(url: string, count: number): Promise<void> {
  const db = await openDatabase(url, { max: 1 })
  try {
    await fillOffice(db, count)
  } finally {
    await db.close()
  }
}
