import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../database.ts'
import { sql } from '../sql.ts'
import { isRunning } from './running-process.ts'
import { startEmbeddedPostgres } from './start-embedded-postgres.ts'

const folder = await mkdtemp(join(tmpdir(), 'levee postgres '))
await chmod(folder, 0o755)
const dataDir = join(folder, 'data')
const options = { dataDir, durable: false }

afterAll(() => rm(folder, { recursive: true, force: true }))

/** Another process that starts or joins the server, says so, and stays. */
async function otherProcess(): Promise<{ child: ChildProcess; pid: number }> {
  const program = `
    const { startEmbeddedPostgres } = await import(process.env.MODULE)
    const server = await startEmbeddedPostgres(JSON.parse(process.env.OPTIONS))
    process.on('SIGTERM', () => server.stop().then(() => process.exit(0)))
    console.log(server.pid)
    setInterval(() => {}, 1000)`
  const module = new URL('start-embedded-postgres.ts', import.meta.url).href
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, MODULE: module, OPTIONS: JSON.stringify(options) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [pid] = await once(child.stdout, 'data')
  return { child, pid: Number(pid) }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const exit = once(child, 'exit')
  child.kill(signal)
  await exit
}

describe('an embedded PostgreSQL', () => {
  it('starts in UTC on loopback only, with a password that only we can read', async () => {
    const server = await startEmbeddedPostgres(options)
    expect(new URL(server.url).hostname).toBe('127.0.0.1')
    expect((await stat(join(dataDir, 'password'))).mode & 0o777).toBe(0o600)
    const db = await openDatabase(server.url)
    const settings = await db.row(sql`
      select current_setting('listen_addresses') as listens, current_setting('TimeZone') as zone,
        current_setting('unix_socket_directories') as sockets, current_setting('jit') as jit`)
    expect(settings).toEqual({ listens: '127.0.0.1', zone: 'UTC', sockets: '', jit: 'off' })
    await db.run(sql`create table kept (value text)`)
    await db.close()
    const stranger = new URL(server.url)
    stranger.password = ''
    await expect(openDatabase(stranger.href)).rejects.toThrow(/password/)
    await server.stop()
    expect(isRunning(server.pid)).toBe(false)
  })

  it('comes back with what it held, on its port, or on another when that one is taken', async () => {
    const port = Number(await readFile(join(dataDir, 'port'), 'utf8'))
    const again = await startEmbeddedPostgres(options)
    expect(new URL(again.url).port).toBe(String(port))
    await again.stop()
    const squatter = createServer().listen(port, '127.0.0.1')
    await once(squatter, 'listening')
    const elsewhere = await startEmbeddedPostgres(options)
    expect(new URL(elsewhere.url).port).not.toBe(String(port))
    const db = await openDatabase(elsewhere.url)
    expect(await db.rows(sql`select * from kept`)).toEqual([])
    await db.close()
    await elsewhere.stop()
    squatter.close()
  })

  it('is shared by the processes of its folder; the last to leave stops it', async () => {
    const other = await otherProcess()
    const mine = await startEmbeddedPostgres(options)
    expect(mine.pid).toBe(other.pid)
    await end(other.child, 'SIGTERM')
    expect(isRunning(mine.pid)).toBe(true)
    await mine.stop()
    expect(isRunning(mine.pid)).toBe(false)
  })

  it('is taken over from a process that was killed, and stopped with us', async () => {
    const other = await otherProcess()
    await end(other.child, 'SIGKILL')
    expect(isRunning(other.pid)).toBe(true)
    const mine = await startEmbeddedPostgres(options)
    expect(mine.pid).toBe(other.pid)
    await mine.stop()
    expect(isRunning(mine.pid)).toBe(false)
  })

  it('recovers after it was killed itself', async () => {
    const killed = await startEmbeddedPostgres(options)
    process.kill(killed.pid, 'SIGKILL')
    await expect.poll(() => isRunning(killed.pid)).toBe(false)
    const server = await startEmbeddedPostgres(options)
    const db = await openDatabase(server.url)
    expect(await db.rows(sql`select * from kept`)).toEqual([])
    await db.close()
    await killed.stop()
    expect(isRunning(server.pid)).toBe(true)
    await server.stop()
    expect(isRunning(server.pid)).toBe(false)
  })

  it('starts once when several processes ask at the same moment', async () => {
    const servers = await Promise.all([otherProcess(), otherProcess(), otherProcess()])
    expect(new Set(servers.map(({ pid }) => pid)).size).toBe(1)
    await Promise.all(servers.map(({ child }) => end(child, 'SIGTERM')))
    expect(isRunning(servers[0]?.pid ?? 0)).toBe(false)
  })

  it('starts below a folder that only its owner can enter', async () => {
    const home = join(folder, 'private')
    await mkdir(home, { mode: 0o700 })
    const server = await startEmbeddedPostgres({ dataDir: join(home, 'data'), durable: false })
    const db = await openDatabase(server.url)
    expect(await db.row(sql`select 1 as one`)).toEqual({ one: 1 })
    await db.close()
    await server.stop()
  })

  it('says in one line what is wrong with its files', async () => {
    await rm(join(dataDir, 'cluster', 'PG_VERSION'))
    await expect(startEmbeddedPostgres(options)).rejects.toThrow(
      /^The embedded PostgreSQL did not start: .*not a valid data directory.*postgres\.log\)\.$/,
    )
  })
})
