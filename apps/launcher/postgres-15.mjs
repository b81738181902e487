import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isInstalled } from './system-packages.mjs'
import { Trouble } from './trouble.mjs'

const BIN = '/usr/lib/postgresql/15/bin'

/** @typedef {{ uid?: number, gid?: number, cwd: string }} Account */

/**
 * A private server of Debian's PostgreSQL 15 in a folder of its own, on loopback.
 * @returns {Promise<{ url: string, stop: () => Promise<void> } | { reason: string }>}
 */
export async function startPostgres15() {
  if (!isInstalled('postgresql-15'))
    return { reason: 'postgresql-15 is not installed: apt-get install postgresql-15' }
  const folder = mkdtempSync(join(tmpdir(), 'levee-postgres-15-'))
  const account = ordinaryAccount(folder)
  if (account.uid !== undefined && account.gid !== undefined)
    chownSync(folder, account.uid, account.gid)
  createCluster(folder, account)
  const port = await freePort()
  const flags = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off' }
  const options = Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(`${BIN}/postgres`, ['-D', join(folder, 'cluster'), ...options], {
    ...account,
    stdio: 'ignore',
    env: { LC_ALL: 'C' },
  })
  const ended = once(server, 'exit')
  await untilReady(port, server)
  return {
    url: `postgresql://levee:levee@127.0.0.1:${port}/postgres`,
    async stop() {
      server.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * PostgreSQL refuses to run as root; its Debian package makes an account.
 * @param {string} cwd
 * @returns {Account}
 */
function ordinaryAccount(cwd) {
  if (process.getuid?.() !== 0) return { cwd }
  return { uid: idOfPostgres('-u'), gid: idOfPostgres('-g'), cwd }
}

/** @param {string} flag */
function idOfPostgres(flag) {
  return Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout)
}

/**
 * @param {string} folder
 * @param {Account} account
 */
function createCluster(folder, account) {
  const password = join(folder, 'password')
  writeFileSync(password, 'levee')
  const options = ['--username=levee', `--pwfile=${password}`, '--auth=scram-sha-256']
  const locale = ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync']
  const args = [`--pgdata=${join(folder, 'cluster')}`, ...options, ...locale]
  const { status, stderr } = spawnSync(`${BIN}/initdb`, args, { ...account, encoding: 'utf8' })
  if (status !== 0) throw new Trouble(`PostgreSQL 15 could not make its files: ${stderr}`)
}

/**
 * @param {number} port
 * @param {import('node:child_process').ChildProcess} server
 */
async function untilReady(port, server) {
  const options = ['--host=127.0.0.1', `--port=${port}`, '--quiet']
  for (let attempt = 0; attempt < 100 && server.exitCode === null; attempt++) {
    if (spawnSync(`${BIN}/pg_isready`, options).status === 0) return
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Trouble('PostgreSQL 15 did not start.')
}

/** @returns {Promise<number>} */
async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  return typeof address === 'object' && address ? address.port : 0
}
