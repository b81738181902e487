import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test as base } from '@playwright/test'
import { startDovecot, startSmtpCatcher } from '@levee/mail/testing'

/** A real IMAP server, and an SMTP server that keeps what it gets. */
export interface MailServers {
  dovecot: Awaited<ReturnType<typeof startDovecot>>
  smtp: Awaited<ReturnType<typeof startSmtpCatcher>>
}

/** A running Levee with nothing in it, beside mail servers. */
export interface Levee extends MailServers {
  url: string
}

const programs = {
  server: path.resolve(import.meta.dirname, '../../api/src/server.ts'),
  clocked: path.resolve(import.meta.dirname, '../../api/src/testing/clocked-server.ts'),
  demo: path.resolve(import.meta.dirname, '../../api/src/demo/demo.ts'),
}

export const test = base.extend<object, { mailServers: MailServers; levee: Levee }>({
  mailServers: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads there which fixtures it wants
    async ({}, use) => {
      const dovecot = await startDovecot({ users: 4 })
      const smtp = await startSmtpCatcher()
      await use({ dovecot, smtp })
      await Promise.all([dovecot.stop(), smtp.stop()])
    },
    { scope: 'worker' },
  ],
  levee: [
    async ({ mailServers }, use) => {
      await withLevee((url) => use({ url, ...mailServers }))
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

/**
 * Lends a running Levee, empty or the demonstration, on a data directory that is gone afterwards.
 * `moveTo` sets the clock of one that is `clocked`.
 */
export async function withLevee(
  use: (url: string, moveTo: (time: string) => void) => Promise<void>,
  program: keyof typeof programs = 'server',
  settings: Record<string, string> = {},
): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'levee-e2e-'))
  const running = await startLevee(dataDir, programs[program], settings)
  try {
    await use(running.url, running.moveTo)
  } finally {
    await running.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Starts the server on a free port with an embedded database of its own; resolves once it says that it is ready. */
async function startLevee(
  dataDir: string,
  program: string,
  settings: Record<string, string>,
): Promise<{ url: string; moveTo: (time: string) => void; stop: () => Promise<void> }> {
  const port = await freePort()
  const child = spawn(process.execPath, [program], {
    env: {
      ...process.env,
      DATABASE_URL: undefined,
      PORT: String(port),
      LEVEE_DATA_DIR: dataDir,
      LEVEE_ALLOW_PRIVATE_NETWORK: 'true',
      LOG_LEVEL: 'warn',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  await new Promise<void>((resolve, reject) => {
    let said = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (said.includes('Levee is ready at')) resolve()
    })
    void ended.then((code) => reject(new Error(`Levee ended with ${code}: ${said}`)))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    moveTo: (time) => void child.send(time),
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const port = portOf(probe)
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** The port that a server of our own listens on. */
export function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('It does not listen.')
  return address.port
}
