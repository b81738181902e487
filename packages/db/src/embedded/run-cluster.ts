import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readlinkSync, realpathSync, statSync } from 'node:fs'
import { readFile, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseError } from '../database-error.ts'
import { lastProblem, POSTGRES_ENVIRONMENT, type PostgresRunner } from './postgres-runner.ts'
import { hasEnded, isRunning } from './running-process.ts'

/** A server that runs: its process, its port, and whether it answers by now. */
export type RunningCluster = { pid: number; port: number; isReady: boolean }

const START_TIMEOUT = 300_000 // ms; recovery after a crash reads the journal first
const STOP_TIMEOUT = 8_000 // ms; the whole program stops within ten seconds
const LOG_LIMIT = 10_000_000 // bytes

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '1GB',
  random_page_cost: '1.1', // what a solid-state disk costs
  max_wal_size: '1GB',
  jit: 'off', // costs short queries more than it gains long ones
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/** For tests: nothing waits for the disk, and many suites run at once. */
const WITHOUT_DURABILITY = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '400',
}

/**
 * Starts the server in a process group of its own, so that Ctrl-C reaches only the application,
 * which stops the server when its own work is done.
 * @throws {DatabaseError} when it does not come up.
 */
export async function startCluster(
  dir: string,
  runner: PostgresRunner,
  options: { port: number; durable: boolean },
): Promise<number> {
  const log = join(dir, 'postgres.log')
  if (existsSync(log) && statSync(log).size > LOG_LIMIT) await truncate(log)
  const before = existsSync(log) ? statSync(log).size : 0
  const pid = await spawnServer(log, dir, runner, options)
  for (let waited = 0; waited < START_TIMEOUT && isRunning(pid); waited += 20) {
    const running = await runningCluster(dir)
    if (running?.pid === pid && running.isReady) return pid
    await sleep(20)
  }
  const said = (await readFile(log)).subarray(before).toString()
  throw new DatabaseError(`The embedded PostgreSQL did not start: ${lastProblem(said)} (${log}).`)
}

/** The server that runs on these files, also one that a killed process left behind. */
export async function runningCluster(dir: string): Promise<RunningCluster | undefined> {
  const cluster = join(dir, 'cluster')
  const content = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const [pid, , , port, , , , status] = content.split('\n')
  if (!isServerOf(cluster, Number(pid))) return undefined
  return { pid: Number(pid), port: Number(port), isReady: status?.trim() === 'ready' }
}

/** Stops the server: its clients are cut off, what was committed is written down. */
export async function stopCluster(pid: number): Promise<void> {
  if (!isRunning(pid)) return
  process.kill(pid, 'SIGINT')
  if (await hasEnded(pid, STOP_TIMEOUT)) return
  process.kill(pid, 'SIGQUIT')
  await hasEnded(pid, 1_000)
}

async function spawnServer(
  log: string,
  dir: string,
  runner: PostgresRunner,
  { port, durable }: { port: number; durable: boolean },
): Promise<number> {
  const settings = { ...SETTINGS, ...(durable ? {} : WITHOUT_DURABILITY), port: String(port) }
  const flags = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])
  const [program, options, account] = runner.command(runner.binaries.postgres, [
    '-D',
    join(dir, 'cluster'),
    ...flags,
  ])
  const output = openSync(log, 'a', 0o600)
  const server = spawn(program, options, {
    ...account,
    cwd: '/',
    detached: true,
    stdio: ['ignore', output, output],
    env: POSTGRES_ENVIRONMENT,
  })
  closeSync(output)
  server.unref()
  await once(server, 'spawn')
  return server.pid ?? 0
}

/** Whether the process is PostgreSQL on these files, which are its working directory. */
function isServerOf(cluster: string, pid: number): boolean {
  if (!pid || !isRunning(pid)) return false
  if (process.platform !== 'linux') return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
  } catch {
    return false // it ended while we looked
  }
}
