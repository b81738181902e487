import { print } from './intake/print.ts'
import { benchPostgres } from './reading/bench-postgres.ts'

/**
 * Fills a scratch database with conversations, anew, and prints where it is.
 * @param args how many; 100,000 when not said.
 */
export async function seed([count = '100000']: string[]): Promise<void> {
  const started = performance.now()
  const postgres = await benchPostgres()
  try {
    const { url } = await postgres.seeded(Number(count), { anew: true })
    print('seed', 'seconds', (performance.now() - started) / 1000, {
      unit: 's',
      count: Number(count),
    })
    const { pathname } = new URL(url)
    print('seed', 'conversations', Number(count), {
      unit: 'conversations',
      database: pathname.slice(1),
      directory: postgres.directory,
    })
  } finally {
    await postgres.stop()
  }
}
