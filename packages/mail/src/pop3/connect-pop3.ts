import { isIP } from 'node:net'
import type { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { MailServerError } from '../network/mail-server-error.ts'
import { openSocket } from '../network/open-socket.ts'
import { type Capabilities, type Pop3Connection, wrapChannel } from './connection.ts'
import { connectionError, refusal } from './pop3-error.ts'
import type { Pop3Account, Pop3Options } from './pop3-account.ts'
import { openChannel, type Pop3Channel } from './pop3-channel.ts'
import { signIn } from './sign-in.ts'

const CONNECT_TIMEOUT = 20_000 // ms: nobody waits longer at a form
const SILENCE = 60_000 // ms: servers that unpack a large maildrop take half of it to answer

/**
 * Connects and signs in.
 * @throws {MailServerError} with the step that failed as its code.
 */
export async function connectPop3(
  account: Pop3Account,
  options: Pop3Options,
): Promise<Pop3Connection> {
  const { host, port, security } = account
  const { timeoutMs = SILENCE, ...allowed } = options
  const connecting = Math.min(timeoutMs, CONNECT_TIMEOUT)
  const secure = security === 'tls'
  const socket = await openSocket({ host, port, secure, ...allowed, timeoutMs: connecting })
  let channel = openChannel(socket, connecting)
  try {
    const greeting = await channel.greeting()
    if (greeting.status !== 'ok') throw refusal(greeting.text, 'the connection')
    if (security === 'starttls') {
      channel = openChannel(await startTls(channel, account, options), connecting)
    }
    const before = await capabilitiesOf(channel)
    await signIn(channel, account, before)
    const after = (await capabilitiesOf(channel)) ?? before // a session may have others (RFC 2449 §5)
    channel.isPipelining = after?.has('PIPELINING') ?? false
    channel.waitAtMost(timeoutMs)
    return wrapChannel(channel, after)
  } catch (error) {
    channel.destroy()
    throw error
  }
}

/** What the server can do (RFC 2449 §5); undefined where it is older than saying so. */
async function capabilitiesOf(channel: Pop3Channel): Promise<Capabilities> {
  const { status, body } = await channel.ask('CAPA', { lines: true, most: MOST_CAPABILITIES })
  if (status !== 'ok') return undefined
  const lines = body.toString('latin1').split('\r\n').filter(Boolean)
  return new Map(
    lines.map((line) => {
      const [name = '', ...values] = line.toUpperCase().trim().split(/\s+/)
      return [name, values]
    }),
  )
}

const MOST_CAPABILITIES = 65_536 // bytes: servers have a dozen, of a line each

/** @throws {MailServerError} `protocol` when the server has no STLS, `certificate` when it is not to be trusted. */
async function startTls(
  channel: Pop3Channel,
  { host }: Pop3Account,
  { ca }: Pop3Options,
): Promise<Socket> {
  const { status, text } = await channel.ask('STLS', { lines: false })
  if (status !== 'ok') {
    throw new MailServerError('protocol', `The server does not begin TLS (STLS): ${text}`)
  }
  const socket = channel.release()
  const name = isIP(host) ? {} : { servername: host }
  return new Promise((resolve, reject) => {
    const secured = connectTls({ socket, host, ...name, ...(ca ? { ca } : {}) }, () => {
      secured.off('error', failed)
      secured.setTimeout(0)
      resolve(secured)
    })
    const failed = (cause: Error): void => {
      secured.destroy()
      reject(connectionError(cause))
    }
    secured.once('error', failed)
    secured.setTimeout(CONNECT_TIMEOUT, () =>
      failed(new MailServerError('timeout', `${host} did not finish the TLS handshake.`)),
    )
  })
}
