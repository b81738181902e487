import type { Socket } from 'node:net'
import { createTransport } from 'nodemailer'
import type { Transporter } from 'nodemailer'
import type { Logger } from 'nodemailer/lib/shared'
import type SMTPTransport from 'nodemailer/lib/smtp-transport'
import { openSocket } from '../network/open-socket.ts'
import type { SmtpAccount, SmtpOptions } from './smtp-account.ts'

const CONNECT_TIMEOUT = 20_000 // ms: nobody waits longer at a form
const ANSWER_TIMEOUT = 10 * 60_000 // ms, RFC 5321 §4.5.3.2.6: a server may check a message that long

/** Hears what is said on a connection, but for passwords; of the message how much is given. */
export type SmtpListener = {
  hear: (by: 'client' | 'server', line: string) => void
  /** So many bytes more of the message, give or take a line's end, were written to the connection. */
  wrote?: (bytes: number) => void
  /**
   * Something is about to be written to the connection: not heard once STARTTLS has put TLS over it. Where it throws,
   * nothing is written and the connection is over.
   */
  beforeWrite?: () => void
}

/**
 * A Nodemailer transport over a socket of ours, for one message.
 * @param listener hears what is said.
 * @throws {MailServerError} when the server cannot be reached.
 */
export async function smtpTransport(
  account: SmtpAccount,
  options: SmtpOptions,
  listener?: SmtpListener,
): Promise<Transporter<SMTPTransport.SentMessageInfo>> {
  const { host, port, security } = account
  const secure = security === 'tls'
  const { ca, allowPrivateNetwork } = options
  const timeoutMs = CONNECT_TIMEOUT
  const connection = await openSocket({ host, port, secure, ca, allowPrivateNetwork, timeoutMs })
  if (listener?.beforeWrite) hearWrites(connection, listener.beforeWrite)
  return createTransport({
    host,
    port,
    secure,
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...authOf(account),
    tls: { servername: host, ...(ca ? { ca } : {}) },
    socketTimeout: ANSWER_TIMEOUT,
    connectionTimeout: CONNECT_TIMEOUT,
    disableFileAccess: true,
    disableUrlAccess: true,
    connection, // without it Nodemailer would resolve the name once more, by itself
    secured: secure,
    ...(listener && { logger: loggerOf(listener), transactionLog: true }),
    ...(listener?.wrote && { debug: true }),
  })
}

function hearWrites(connection: Socket, hear: () => void): void {
  const write = connection.write.bind(connection)
  const heard = (...args: Parameters<typeof write>): boolean => {
    try {
      hear()
    } catch (error) {
      connection.destroy(error instanceof Error ? error : undefined)
      return false
    }
    return write(...args)
  }
  Object.assign(connection, { write: heard })
}

const nothing = (): void => undefined

const LINE_END = 2 // bytes at most, which Nodemailer leaves out when it tells of a piece of the message

function loggerOf({ hear, wrote }: SmtpListener): Logger {
  const debug: Logger['debug'] = (about, line) => {
    const by = typeof about === 'object' ? about.tnx : undefined
    if (by === 'client' || by === 'server') hear(by, String(line))
    if (by === 'message') wrote?.(String(line).length + LINE_END)
  }
  return { trace: nothing, debug, info: nothing, warn: nothing, error: nothing, fatal: nothing }
}

function authOf({ username, password = '', accessToken }: SmtpAccount): SMTPTransport.Options {
  if (!username) return {}
  if (accessToken === undefined) return { auth: { user: username, pass: password } }
  return { auth: { type: 'OAuth2', user: username, accessToken } }
}
