import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { PasswordAccount } from '@levee/mail'
import { freePorts } from '@levee/mail/testing'

/** The real server in a process of its own. */
export type RunningLevee = {
  url: string
  pid: number
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** Starts the server on this data directory and waits until it is ready. */
export async function runLevee(
  dataDir: string,
  environment: Record<string, string> = {},
): Promise<RunningLevee> {
  const [port = 0] = await freePorts(1)
  const script = join(import.meta.dirname, '../../src/server.ts')
  const server = spawn(process.execPath, [script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      LOG_LEVEL: 'error',
      LEVEE_DATA_DIR: dataDir,
      LEVEE_ALLOW_PRIVATE_NETWORK: 'true',
      ...environment,
      PORT: String(port),
    },
  })
  await ready(server)
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return
    const ended = once(server, 'exit')
    server.kill(signal)
    await ended
  }
  const url = `http://127.0.0.1:${port}`
  return { url, pid: server.pid ?? 0, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}

function ready(server: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let said = ''
  server.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    if (said.includes('Levee is ready')) resolve()
  })
  server.once('exit', () => reject(new Error(`The server did not start: ${said}`)))
  return promise
}

/** A program that is signed in as the admin. */
export type AdminCalls = {
  get(path: string): Promise<Response>
  /** A body of bytes is a message (RFC 5322), any other is sent as JSON. */
  post(path: string, body: unknown): Promise<unknown>
  /** The same, whatever the server says to it; with the key of a request that may be sent again. */
  ask(path: string, body: unknown, key?: string): Promise<Response>
}

/** Sets a fresh server up and signs in as its admin. */
export async function setUpLevee({ url }: { url: string }): Promise<AdminCalls> {
  const admin = {
    organisation: 'Bench',
    name: 'Ada',
    email: 'ada@bench.example',
    password: 'a long enough password',
    timeZone: 'Europe/Paris',
  }
  const answer = await fetch(`${url}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(admin),
  })
  if (!answer.ok) throw new Error(`Set-up failed: ${answer.status} ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const ask: AdminCalls['ask'] = (path, body, key) => {
    const isMail = Buffer.isBuffer(body)
    const type = isMail ? 'message/rfc822' : 'application/json'
    const keyed = key === undefined ? {} : { 'idempotency-key': key }
    return fetch(`${url}/api/v1${path}`, {
      method: 'POST',
      headers: { cookie, origin: url, 'content-type': type, ...keyed },
      body: isMail ? new Uint8Array(body) : JSON.stringify(body),
    })
  }
  return {
    get: (path) => fetch(`${url}/api/v1${path}`, { headers: { cookie } }),
    ask,
    async post(path, body) {
      const reply = await ask(path, body)
      if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
      return reply.json()
    },
  }
}

/** Connects a mailbox to this account. */
export async function connectMailbox(
  admin: AdminCalls,
  account: PasswordAccount,
  {
    address = 'contact@levee.test',
    ...more
  }: { address?: string; folders?: string[]; triageSince?: string } = {},
): Promise<void> {
  const { host, port, security, username, password } = account
  await admin.post('/mailboxes', {
    name: 'Bench',
    address,
    incoming: { protocol: 'imap', host, port, security, username, password, ...more },
  })
}
