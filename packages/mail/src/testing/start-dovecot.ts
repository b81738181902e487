import { execFile, execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { PasswordAccount, Security } from '../imap/imap-account.ts'

import { dovecotConfiguration, dovecotTokenCheck } from './dovecot-configuration.ts'
import { freePorts } from './free-ports.ts'
import { deliverToMaildir } from './maildir.ts'
import type { Delivery, Owner } from './maildir.ts'

/** A real IMAP server of our own, with users 1..n, gone without a trace after `stop`. */
export type Dovecot = {
  imapPort: number
  imapsPort: number
  /** The certificate (PEM) that clients must trust. */
  ca: string
  account(user?: number): PasswordAccount
  /** @throws {Error} unless the server was started with POP3. */
  pop3Account(user?: number, security?: Security): PasswordAccount
  maildir(user?: number): string
  deliver(user: number, raw: Uint8Array, delivery?: Delivery): Promise<void>
  restart(): Promise<void>
  stop(): Promise<void>
}

const BINARY = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot'].find((path) => existsSync(path))
const PASSWORD = 'letter-box'
const START_TIMEOUT = 15_000 // ms: two cores may be busy with other suites
const run = promisify(execFile)

/** Whether a Dovecot that our configuration suits (2.3) is on this machine. */
export function dovecotInstalled(): boolean {
  if (!BINARY) return false
  return execFileSync(BINARY, ['--version'], { encoding: 'utf8' }).startsWith('2.3.')
}

/** Whether it also has its POP3 server (Debian's package dovecot-pop3d). */
export function dovecotPop3Installed(): boolean {
  const programs = ['/usr/lib/dovecot/pop3', '/usr/libexec/dovecot/pop3']
  return dovecotInstalled() && programs.some((path) => existsSync(path))
}

type DovecotOptions = {
  users?: number
  capability?: string
  pop3?: boolean
  introspectionUrl?: string
  mechanisms?: string
  quota?: string
}

/**
 * Starts a private Dovecot on free ports of 127.0.0.1.
 * @param options users: how many (3); capability: announce only these IMAP extensions; pop3: whether it speaks that too;
 *   introspectionUrl: take OAuth tokens that are valid there, shown by these mechanisms;
 *   quota: how much a mailbox may hold, as in 10M.
 */
export async function startDovecot({
  users = 3,
  capability,
  pop3 = false,
  introspectionUrl,
  mechanisms = 'xoauth2 oauthbearer',
  quota,
}: DovecotOptions = {}): Promise<Dovecot> {
  const directory = await mkdtemp(join(tmpdir(), 'levee-dovecot-'))
  const owner = await mailOwner()
  const [imapPort = 0, imapsPort = 0, pop3Port = 0, pop3sPort = 0] = await freePorts(4)
  await layOut(directory, owner, users)
  const me = userInfo()
  const pop3Ports: [number, number] | undefined = pop3 ? [pop3Port, pop3sPort] : undefined
  const tokens = { introspectionUrl, mechanisms, quota }
  const settings = { directory, imapPort, imapsPort, pop3Ports, ...owner, capability, ...tokens }
  const onlyUser = me.uid === 0 ? undefined : { name: me.username, group: await groupName() }
  await writeFile(join(directory, 'dovecot.conf'), dovecotConfiguration({ ...settings, onlyUser }))
  if (introspectionUrl)
    await writeFile(join(directory, 'oauth2.conf'), dovecotTokenCheck(introspectionUrl))
  let server = await launch(directory, imapPort)
  const maildir = (user = 1): string => join(directory, 'mail', `user${user}`, 'Maildir')
  const forget = (): void => signalGroup(server, 'SIGKILL')
  process.once('exit', forget)
  return {
    imapPort,
    imapsPort,
    ca: await readFile(join(directory, 'tls', 'cert.pem'), 'utf8'),
    account: (user = 1) => account(user, imapPort),
    pop3Account(user = 1, security = 'none') {
      if (!pop3Ports) throw new Error('This server does not speak POP3.')
      return { ...account(user, pop3Ports[security === 'tls' ? 1 : 0]), security }
    },
    maildir,
    deliver: (user, raw, delivery) => deliverToMaildir(maildir(user), owner, raw, delivery),
    async restart() {
      await end(server)
      server = await launch(directory, imapPort)
    },
    async stop() {
      process.off('exit', forget)
      await end(server)
      await rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}

function account(user: number, port: number): PasswordAccount {
  const username = `user${user}`
  return { host: '127.0.0.1', port, security: 'none', username, password: PASSWORD }
}

/** Root's Dovecot refuses to touch mail as root: Debian's user "mail" has nothing else to own here. */
async function mailOwner(): Promise<Owner> {
  const { uid, gid } = userInfo()
  if (uid !== 0) return { uid, gid }
  const [user, group] = await Promise.all([run('id', ['-u', 'mail']), run('id', ['-g', 'mail'])])
  return { uid: Number(user.stdout), gid: Number(group.stdout) }
}

async function groupName(): Promise<string> {
  return (await run('id', ['-gn'])).stdout.trim()
}

async function layOut(directory: string, owner: Owner, users: number): Promise<void> {
  await chmod(directory, 0o755)
  for (const part of ['run', 'mail', 'tls']) await mkdir(join(directory, part))
  await chown(join(directory, 'mail'), owner.uid, owner.gid)
  const names = Array.from({ length: users }, (_, index) => `user${index + 1}`)
  for (const name of names) {
    for (const part of [name, `${name}/Maildir`]) {
      await mkdir(join(directory, 'mail', part))
      await chown(join(directory, 'mail', part), owner.uid, owner.gid)
    }
  }
  const lines = names.map(
    (name) => `${name}:{PLAIN}${PASSWORD}:${owner.uid}:${owner.gid}::${directory}/mail/${name}::`,
  )
  await writeFile(join(directory, 'users'), `${lines.join('\n')}\n`)
  await makeCertificate(join(directory, 'tls'))
}

async function makeCertificate(directory: string): Promise<void> {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  const files = ['-keyout', join(directory, 'key.pem'), '-out', join(directory, 'cert.pem')]
  await run('openssl', ['req', '-x509', '-days', '30', ...key, ...names, ...files])
}

async function launch(directory: string, port: number): Promise<ChildProcess> {
  if (!BINARY) throw new Error('Dovecot is not installed.')
  const server = spawn(BINARY, ['-F', '-c', join(directory, 'dovecot.conf')], {
    stdio: 'ignore',
    detached: true, // a process group of its own, to end it with all its children
  })
  const deadline = Date.now() + START_TIMEOUT
  while (Date.now() < deadline && server.exitCode === null) {
    if (await greets(port)) return server
    await delay(30)
  }
  await end(server)
  const log = await readFile(join(directory, 'dovecot.log'), 'utf8').catch(() => 'no log')
  throw new Error(`Dovecot did not start: ${log.slice(-2000)}`)
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port })
    const finish = (answered: boolean) => (): void => {
      socket.destroy()
      resolve(answered)
    }
    socket.once('data', finish(true))
    socket.once('error', finish(false))
    socket.once('close', finish(false))
  })
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'exit')
  signalGroup(server, 'SIGTERM') // the master alone would leave idling clients for ten seconds
  await ended
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
