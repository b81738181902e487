import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const SERVER = fileURLToPath(new URL('server.ts', import.meta.url))
const CLI = fileURLToPath(new URL('cli.ts', import.meta.url))
const dataDir = await mkdtemp(join(tmpdir(), 'levee-start-'))

afterAll(() => rm(dataDir, { recursive: true }))

/** Runs one of our programs with this environment and no other of Levee's variables. */
function run(args: string[], env: Record<string, string>) {
  const { PATH, NODE_COMPILE_CACHE } = process.env
  const program = spawn(process.execPath, args, { env: { PATH, NODE_COMPILE_CACHE, ...env } })
  const output = text(program.stdout)
  const errors = text(program.stderr)
  const ended = once(program, 'exit').then(async ([status]: unknown[]) => ({
    status,
    output: await output,
    errors: await errors,
  }))
  return { program, ended }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  await new Promise((done) => probe.close(done))
  return typeof address === 'object' && address ? address.port : 0
}

async function start(env: Record<string, string>) {
  const { program, ended } = run([SERVER], env)
  const ready = new Promise<string>((resolve) => {
    program.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('\n')) resolve(chunk.toString())
    })
  })
  const first = await Promise.race([ready, ended])
  return { program, ended, first }
}

describe('starting the server', () => {
  it(
    'prints one line when it answers, keeps a second one out, serves the command line, and stops',
    { timeout: 180_000 },
    async () => {
      const port = await freePort()
      const lmtp = String(await freePort())
      const env = {
        PORT: String(port),
        LEVEE_DATA_DIR: join(dataDir, 'first'),
        LEVEE_LMTP_PORT: lmtp,
      }
      const { program, ended, first } = await start(env)
      expect(first).toBe(`Levee is ready at http://127.0.0.1:${port}\n`)
      const health = await fetch(`http://127.0.0.1:${port}/api/health`)
      expect([health.status, await health.json()]).toEqual([200, { status: 'ok', mailboxes: [] }])
      expect((await stat(join(env.LEVEE_DATA_DIR, 'secret-key'))).mode & 0o777).toBe(0o600)

      const other = { PORT: String(await freePort()), LEVEE_LMTP_PORT: String(await freePort()) }
      const second = await run([SERVER], { ...env, ...other }).ended
      expect(second).toMatchObject({ status: 1, output: '' })
      expect(second.errors).toMatch(
        new RegExp(
          `^Levee runs already on .*first \\(process ${program.pid}, http://127.0.0.1:${port}\\).*\\n$`,
        ),
      )

      const added = await run(
        [
          CLI,
          'user',
          'add',
          'a@port-leveque.example',
          '--name',
          'Ana',
          '--role',
          'admin',
          '--json',
        ],
        env,
      ).ended
      expect(added.status).toBe(0)
      expect(JSON.parse(added.output)).toMatchObject({
        role: 'admin',
        initialPassword: expect.any(String),
      })
      expect((await fetch(`http://127.0.0.1:${port}/api/health`)).status).toBe(200)

      const doctor = await run([CLI, 'doctor'], env).ended
      expect(doctor.output).toMatch(
        new RegExp(`^ok +mail by LMTP: is taken at 127.0.0.1:${lmtp}\\.$`, 'm'),
      )

      const asked = performance.now()
      program.kill('SIGTERM')
      expect(await ended).toMatchObject({ status: 0 })
      expect(performance.now() - asked).toBeLessThan(30_000) // a tenth of it where nothing else runs
      expect(await readdir(env.LEVEE_DATA_DIR)).not.toContain('server.json')

      const listed = await run([CLI, 'user', 'list'], env).ended // starts PostgreSQL itself now
      expect(listed.output).toMatch(/^a@port-leveque\.example +Ana +admin\n$/)
    },
  )

  it('says in one line that a port is taken', async () => {
    const variable = 'LEVEE_SMTP_PORT' // PORT goes the same way
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const address = taken.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const env = {
      PORT: String(await freePort()),
      LEVEE_DATA_DIR: join(dataDir, variable),
      [variable]: String(port),
    }
    const { status, errors } = await run([SERVER], env).ended
    taken.close()
    expect(status).toBe(1)
    expect(errors).toMatch(
      new RegExp(
        `^Port \\d+ on 127\\.0\\.0\\.1 is in use: .* set ${variable} to a free one\\.\\n$`,
      ),
    )
    expect(await readdir(join(dataDir, variable))).toEqual([]) // nothing was started for it
  })

  it.each([
    [{ PORT: 'x' }, /^PORT is "x", but takes .*\n$/],
    [
      { DATABASE_URL: 'postgres://u:s3cret@127.0.0.1:1/x' },
      /^The database "x" .*Start PostgreSQL there.*\n$/,
    ],
  ])('says in one line what is wrong with %o', async (wrong, line) => {
    const env = { PORT: String(await freePort()), LEVEE_DATA_DIR: join(dataDir, 'wrong'), ...wrong }
    const { status, errors, output } = await run([SERVER], env).ended
    expect({ status, output }).toEqual({ status: 1, output: '' })
    expect(errors).toMatch(line)
    expect(errors).not.toContain('s3cret')
  })

  it('says in one line that the data directory cannot be written', async () => {
    await writeFile(join(dataDir, 'file'), '')
    const env = { PORT: String(await freePort()), LEVEE_DATA_DIR: join(dataDir, 'file', 'below') }
    const { status, errors } = await run([SERVER], env).ended
    expect(status).toBe(1)
    expect(errors).toMatch(
      /^The data directory .*below cannot be written \(ENOTDIR\): .*LEVEE_DATA_DIR.*\n$/,
    )
  })

  it.runIf(process.platform === 'linux')('and when the system has no room for one', async () => {
    const env = { PORT: String(await freePort()), LEVEE_DATA_DIR: '/proc/levee/data' }
    const { status, errors } = await run([SERVER], env).ended
    expect(status).toBe(1)
    expect(errors).toMatch(/^The data directory .*cannot be written \(E\w+\): [^\n]*\n$/)
  })
})

describe('the command line', () => {
  const env = { LEVEE_DATA_DIR: join(dataDir, 'cli') }

  it('explains itself with status 0, and wrong usage with status 2', async () => {
    const help = await run([CLI, '--help'], env).ended
    expect(help).toMatchObject({ status: 0, errors: '' })
    expect(help.output).toMatch(/user add[^]*mailbox check[^]*token create[^]*doctor/)
    const wrong = await run([CLI, 'user', 'add', 'a@b.example'], env).ended
    expect(wrong).toMatchObject({ status: 2, output: '' })
    expect(wrong.errors).toBe('--name is missing. See levee user add --help.\n')
    const json = await run([CLI, 'user', 'frob', '--json'], env).ended
    expect(json.status).toBe(2)
    expect(JSON.parse(json.errors)).toMatchObject({ error: { code: 'usage' } })
  })
})
