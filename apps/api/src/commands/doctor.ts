import { statfs } from 'node:fs/promises'
import { openDatabase, pendingMigrations, sql } from '@levee/db'
import { checkPush, scanFile } from '@levee/mail'
import { prepareDataDir } from '../data-dir.ts'
import { listAllMailboxes } from '../features/mailboxes/service.ts'
import { keptSecretKey } from '../secret-key.ts'
import { lineFor } from '../start-problem.ts'
import type { Command, CommandContext } from './command.ts'

type Finding = { check: string; ok: boolean; message: string }

const LITTLE_SPACE = 1_000_000_000 // bytes; PostgreSQL stops when the disk is full

export const doctor: Command = {
  name: 'doctor',
  summary: 'Check this machine, the database and the mailboxes, and say what to mend',
  async run(context) {
    const findings = [
      await finding('node', async () => nodeVersion()),
      await finding('data directory', () => dataDirectory(context)),
      await finding('secret key', () => secretKey(context)),
      await finding('disk', () => diskSpace(context)),
      await finding('database', () => databaseVersion(context)),
      await finding('migrations', () => migrations(context)),
      await finding('virus scanner', () => virusScanner(context)),
      await finding('mail by LMTP', () => pushIntake(context, 'lmtp')),
      await finding('mail by SMTP', () => pushIntake(context, 'smtp')),
    ]
    if (findings.every(({ ok }) => ok)) findings.push(...(await mailboxes(context)))
    const lines = findings.map(
      ({ check, ok, message }) => `${ok ? 'ok    ' : 'FAILED'} ${check}: ${message}`,
    )
    const hasFailed = findings.some(({ ok }) => !ok)
    return { data: { ok: !hasFailed, checks: findings }, text: lines.join('\n'), hasFailed }
  },
}

/** A check says what it found, or throws what is wrong. */
async function finding(check: string, look: () => Promise<string>): Promise<Finding> {
  try {
    return { check, ok: true, message: await look() }
  } catch (error) {
    const message = lineFor(error) ?? (error instanceof Error ? error.message : String(error))
    return { check, ok: false, message }
  }
}

function nodeVersion(): string {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.versions.node
  throw new Error(`${process.versions.node} is too old: use Node 24.`)
}

async function dataDirectory({ config }: CommandContext): Promise<string> {
  await prepareDataDir(config.dataDir)
  return `${config.dataDir} can be written.`
}

async function secretKey({ config }: CommandContext): Promise<string> {
  if (config.secretKey) return 'from LEVEE_SECRET_KEY.'
  await keptSecretKey(config.dataDir)
  return `in ${config.dataDir}: keep a copy elsewhere, without it mail cannot be read.`
}

async function diskSpace({ config }: CommandContext): Promise<string> {
  const { bavail, bsize } = await statfs(config.dataDir)
  const free = `${((bavail * bsize) / 1e9).toFixed(1)} GB are free.`
  if (bavail * bsize >= LITTLE_SPACE) return free
  throw new Error(`Only ${free} Make room: nothing can be received on a full disk.`)
}

async function databaseVersion(context: CommandContext): Promise<string> {
  const db = await openDatabase(await context.databaseUrl(), { max: 1 })
  try {
    const row = await db.row<{ server_version: string }>(sql`show server_version`)
    const kind = context.config.databaseUrl ? 'of DATABASE_URL' : 'embedded'
    return `PostgreSQL ${row?.server_version}, ${kind}.`
  } finally {
    await db.close()
  }
}

async function migrations(context: CommandContext): Promise<string> {
  const pending = await pendingMigrations(await context.databaseUrl())
  if (pending.length === 0) return 'all applied.'
  throw new Error(`${pending.length} missing: run levee migrate, or start the server.`)
}

async function virusScanner({ config: { clamd } }: CommandContext): Promise<string> {
  if (!clamd) return 'none: files are shown as not checked (LEVEE_CLAMD).'
  await scanFile(clamd, Buffer.from('levee doctor'))
  return `answers at ${clamd.host}:${clamd.port}.`
}

async function pushIntake({ config }: CommandContext, protocol: 'lmtp' | 'smtp'): Promise<string> {
  const port = protocol === 'lmtp' ? config.lmtpPort : config.smtpPort
  if (port === undefined) return `none (LEVEE_${protocol.toUpperCase()}_PORT).`
  const host = config.host === '0.0.0.0' ? '127.0.0.1' : config.host
  await checkPush(protocol, { host, port })
  return `is taken at ${host}:${port}.`
}

async function mailboxes(context: CommandContext): Promise<Finding[]> {
  const all = await listAllMailboxes(await context.open())
  return all.map(({ address, state, paused, lastError, lastSyncAt }) => ({
    check: `mailbox ${address}`,
    ok: state !== 'error',
    message: lastError ?? (paused ? 'paused.' : `last in step ${lastSyncAt ?? 'never'}.`),
  }))
}
