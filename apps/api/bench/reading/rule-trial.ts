import { type Db, inTransaction, openDatabase, sql } from '@levee/db'
import { pino } from 'pino'
import { insertWork } from '../../src/features/rules/trial/work-queries.ts'
import { runWork } from '../../src/features/rules/trial/run-work.ts'
import { createJobs } from '../../src/jobs.ts'
import { print } from '../intake/print.ts'
import { benchPostgres } from './bench-postgres.ts'

const SIZES = [10_000, 30_000, 100_000] // stored messages
const ROUNDS = 3

/** A rule that looks at the subject and at the whole text, and matches about one message in fifty. */
const RULE = {
  name: 'Bench',
  conditions: {
    all: [
      { field: 'subject', operator: 'contains', value: ['permis', 'élagage'] },
      { field: 'subject', operator: 'contains', value: 'quai nord' },
      { field: 'body', operator: 'contains', value: 'demande' },
      { field: 'from.domain', operator: 'isNot', value: 'domaine1.example' },
    ],
  },
  actions: [{ type: 'setPriority', priority: 'high' }],
} as const

/** Tries one rule on the whole history, as the job does: 100,000 stored messages, and less, to see what each costs. */
export async function ruleTrial(): Promise<void> {
  const postgres = await benchPostgres()
  try {
    const seconds: number[] = []
    for (const count of SIZES) {
      const { url } = await postgres.seeded(count)
      seconds.push(await fastest(url, count))
    }
    for (const [index, count] of SIZES.entries())
      print('rules', 'dryRunMicrosecondsPerMessage', ((seconds[index] ?? 0) * 1e6) / count, {
        unit: 'µs',
        messages: count,
      })
    print('rules', 'dryRunGrowth', (seconds.at(-1) ?? 0) / (seconds[0] ?? 1), {
      unit: 'ratio',
      messages: [SIZES[0], SIZES.at(-1)],
      linear: (SIZES.at(-1) ?? 0) / (SIZES[0] ?? 1),
    })
  } finally {
    await postgres.stop()
  }
}

async function fastest(url: string, count: number): Promise<number> {
  const db = await openDatabase(url, { max: 2 })
  try {
    const rounds: number[] = []
    let counted = { examined: 0, matched: 0 }
    for (let round = 0; round < ROUNDS; round++) {
      const started = performance.now()
      counted = await tried(db)
      rounds.push((performance.now() - started) / 1000)
    }
    const seconds = Math.min(...rounds)
    print('rules', count === SIZES.at(-1) ? 'dryRunSeconds' : 'dryRunSmallSeconds', seconds, {
      unit: 's',
      ...counted,
      rounds,
      goal: 5,
    })
    return seconds
  } finally {
    await db.close()
  }
}

function now(): Date {
  return new Date()
}

async function tried(db: Db): Promise<{ examined: number; matched: number }> {
  const jobs = createJobs({ db, log: pino({ level: 'silent' }) })
  const workId = await inTransaction(db, async (tx) => {
    const admin = await tx.row<{ id: string }>(sql`
      select id from app_user where role = 'admin' limit 1`)
    const rule = {
      ...RULE,
      conditions: { all: [...RULE.conditions.all] },
      actions: [...RULE.actions],
    }
    return insertWork(tx, {
      kind: 'trial',
      rule,
      scope: {},
      startedBy: admin?.id ?? '',
      at: now(),
    })
  })
  await runWork({ db, jobs, now }, { workId })
  const work = await db.row<{ examined: number; matched: number }>(sql`
    select examined, matched from rule_work where id = ${workId}`)
  await db.run(sql`delete from rule_work where id = ${workId}`)
  return work ?? { examined: 0, matched: 0 }
}
