import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { MailServerError, problemOfSystemCode } from './mail-server-error.ts'
import { pinnedLookup, resolveHost } from './resolve-host.ts'

export type SocketOptions = {
  host: string
  port: number
  /** TLS from the start. */
  secure: boolean
  allowPrivateNetwork: boolean
  ca?: string | undefined
  timeoutMs: number
}

/**
 * A connected socket, to an address that was judged before.
 * @throws {MailServerError} `dns`, `refused`, `unreachable`, `timeout`, `certificate` or `protocol`.
 */
export async function openSocket(options: SocketOptions): Promise<Socket> {
  const { host, port, secure, ca, timeoutMs } = options
  const lookup = pinnedLookup(await resolveHost(host, options.allowPrivateNetwork))
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      socket.destroy()
      reject(error)
    }
    const opened = (): void => {
      socket.off('error', translate)
      socket.setTimeout(0)
      socket.removeAllListeners('timeout')
      resolve(socket)
    }
    const translate = (cause: Error): void => fail(socketError(host, port, cause))
    const socket = secure
      ? connectTls({ host, port, lookup, ...(ca ? { ca } : {}) }, opened)
      : connect({ host, port, lookup }, opened)
    socket.once('error', translate)
    socket.setTimeout(timeoutMs, () => {
      fail(new MailServerError('timeout', `${host}:${port} did not answer in time.`))
    })
  })
}

function socketError(host: string, port: number, cause: Error): MailServerError {
  const code = 'code' in cause ? String(cause.code) : ''
  const problem = problemOfSystemCode(code) ?? 'unreachable'
  return new MailServerError(problem, `${host}:${port}: ${cause.message}`, { cause })
}
