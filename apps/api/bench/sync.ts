import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { dovecotInstalled, startDovecot } from '@levee/mail/testing'
import { median, print } from './intake/print.ts'
import type { RoundResult, RoundTask } from './intake/round.ts'
import { sampleMail } from './intake/sample-mail.ts'
import { scratchPostgres } from './intake/scratch-postgres.ts'

const ROUNDS = 3
const TRIAGED = 30 // days of the sample, as when a mailbox is connected

/**
 * Imports mail of mixed size and compares with a loop that downloads and discards the same mail, and with one
 * that parses and inserts message by message. The sides take turns, each in a process of its own.
 * @param args how many messages; 5,000 when not said. And how many rounds.
 */
export async function sync([count = '5000', rounds = String(ROUNDS)]: string[]): Promise<void> {
  if (!dovecotInstalled())
    throw new Error('The benchmark needs Dovecot: apt install dovecot-imapd.')
  const mails = await sampleMail(Number(count))
  const newest = Math.max(...mails.map(({ date }) => date.getTime()))
  const bytes = mails.reduce((sum, { raw }) => sum + raw.length, 0)
  const postgres = await scratchPostgres()
  const server = await startDovecot({ users: 1 })
  try {
    for (const { raw, date } of mails) await server.deliver(1, raw, { date })
    const task = {
      account: server.account(1),
      count: mails.length,
      triageSince: new Date(newest - TRIAGED * 86_400_000).toISOString(),
    }
    const bare: RoundResult[] = []
    const naive: RoundResult[] = []
    const levee: RoundResult[] = []
    await round({ ...task, side: 'bare', databaseUrl: '', dataDir: '' }) // Dovecot indexes the folder once
    for (let n = 0; n < Number(rounds); n++) {
      bare.push(await round({ ...task, side: 'bare', databaseUrl: '', dataDir: '' }))
      const databaseUrl = await postgres.database(`round_${n}`)
      const dataDir = join(postgres.directory, `round-${n}`)
      naive.push(await round({ ...task, side: 'naive', databaseUrl, dataDir: '' }))
      levee.push(await round({ ...task, side: 'levee', databaseUrl, dataDir }))
    }
    report({ bare, naive, levee, messages: mails.length, bytes })
  } finally {
    await server.stop()
    await postgres.stop()
  }
}

async function round(task: RoundTask): Promise<RoundResult> {
  const script = join(import.meta.dirname, 'intake/round.ts')
  const profile = process.env['LEVEE_BENCH_PROFILE']
  const flags = profile && task.side === 'levee' ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []
  const args = [...flags, script, JSON.stringify(task)]
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e8 })
  const result: RoundResult = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  return result
}

type Measured = {
  bare: RoundResult[]
  naive: RoundResult[]
  levee: RoundResult[]
  messages: number
  bytes: number
}

function report({ bare, naive, levee, messages, bytes }: Measured): void {
  const ratio = (metric: string, of: 'wallMs' | 'cpuMs' | 'rssMb', unit: string): void => {
    const [ours, theirs] = [side(levee, of), side(bare, of)]
    const sides = { levee: Math.round(ours), bare: Math.round(theirs), sidesUnit: unit }
    print('sync', metric, ours / theirs, { unit: 'ratio', ...sides })
  }
  ratio('wallRatio', 'wallMs', 'ms')
  ratio('cpuRatio', 'cpuMs', 'ms')
  ratio('rssRatio', 'rssMb', 'MB')
  print('sync', 'naiveRatio', side(naive, 'wallMs') / side(levee, 'wallMs'), {
    unit: 'ratio',
    naive: Math.round(side(naive, 'wallMs')),
    sidesUnit: 'ms',
  })
  for (const [name, value] of Object.entries(levee[0]?.cpuByThread ?? {}))
    print('sync', `cpu of ${name}`, value, { unit: 'ms' })
  print('sync', 'firstRowsMs', side(levee, 'firstRowsMs'), { unit: 'ms' })
  print('sync', 'lost', messages - Math.min(...levee.map((result) => result.messages)), {
    unit: 'messages',
  })
  print('sync', 'throughput', messages / (side(levee, 'wallMs') / 1000), { unit: 'messages/s' })
  print('sync', 'size', bytes / 1e6, { unit: 'MB', messages, rounds: levee.length })
}

function side(rounds: RoundResult[], of: 'wallMs' | 'cpuMs' | 'rssMb' | 'firstRowsMs'): number {
  return median(rounds.map((result) => result[of]))
}
