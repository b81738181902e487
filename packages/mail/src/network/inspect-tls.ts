import type { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { PeerCertificate, TLSSocket } from 'node:tls'
import { MailServerError } from './mail-server-error.ts'
import { openSocket } from './open-socket.ts'

/** What a mail server shows when its connection is encrypted. */
export type TlsDetails = {
  /** Such as `TLSv1.3`. */
  protocol: string
  subject: string
  issuer: string
  /** The host names that the certificate is for. */
  names: string[]
  validFrom: Date
  validUntil: Date
  /** Why it is not trusted, in the words of Node (`CERT_HAS_EXPIRED`, `ERR_TLS_CERT_ALTNAME_INVALID` …); null when it is. */
  problem: string | null
}

export type TlsInspection = {
  protocol: 'imap' | 'pop3' | 'smtp'
  host: string
  port: number
  security: 'tls' | 'starttls'
  allowPrivateNetwork: boolean
  ca?: string
}

const TIMEOUT = 10_000 // ms for each answer
const LONGEST = 8_192 // bytes of an answer before TLS

/**
 * Looks at the certificate of a mail server, whether it is to be trusted or not: nothing is sent that would need
 * trust, no user name and no password.
 * @throws {MailServerError}
 */
export async function inspectTls(server: TlsInspection): Promise<TlsDetails> {
  const { host, port, allowPrivateNetwork } = server
  const plain = await openSocket({
    host,
    port,
    secure: false,
    allowPrivateNetwork,
    timeoutMs: TIMEOUT,
  })
  try {
    if (server.security === 'starttls') await startTls(plain, server)
    const socket = await encrypt(plain, server)
    return detailsOf(socket)
  } finally {
    plain.destroy()
  }
}

type Exchange = { send?: string; until: RegExp }

/** What is said until TLS begins (RFC 9051 §6.2.1, RFC 2595 §4, RFC 3207). */
const DIALOGUES: Record<TlsInspection['protocol'], Exchange[]> = {
  imap: [{ until: /^\* OK.*\r\n/m }, { send: 'a STARTTLS\r\n', until: /^a OK.*\r\n/m }],
  pop3: [{ until: /^\+OK.*\r\n/m }, { send: 'STLS\r\n', until: /^\+OK.*\r\n/m }],
  smtp: [
    { until: /^220 .*\r\n/m },
    { send: 'EHLO [127.0.0.1]\r\n', until: /^250 .*\r\n/m },
    { send: 'STARTTLS\r\n', until: /^220 .*\r\n/m },
  ],
}

async function startTls(socket: Socket, { protocol, host, port }: TlsInspection): Promise<void> {
  for (const { send, until } of DIALOGUES[protocol]) {
    if (send) socket.write(send)
    await heard(socket, until, `${host}:${port}`)
  }
}

function heard(socket: Socket, until: RegExp, place: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = ''
    const settle = (error?: MailServerError): void => {
      socket.off('data', listen).off('close', closed).off('error', closed)
      socket.setTimeout(0).removeAllListeners('timeout')
      socket.pause()
      if (error) reject(error)
      else resolve()
    }
    const closed = (): void =>
      settle(new MailServerError('closed', `${place} closed the connection.`))
    const listen = (chunk: Buffer): void => {
      text += chunk.toString('latin1')
      if (until.test(text)) settle()
      else if (text.length > LONGEST || /^(?:a (?:NO|BAD)|-ERR|[45]\d\d )/m.test(text))
        settle(new MailServerError('protocol', `${place} does not begin TLS.`))
    }
    socket.on('data', listen).on('close', closed).on('error', closed)
    socket.setTimeout(TIMEOUT, () =>
      settle(new MailServerError('timeout', `${place} did not answer in time.`)),
    )
    socket.resume()
  })
}

function encrypt(plain: Socket, { host, port, ca }: TlsInspection): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const place = `${host}:${port}`
    const options = { rejectUnauthorized: false, ...(ca ? { ca } : {}) }
    // with `host` the names are compared, in `authorizationError`; `servername` may be no number
    const named = /^[\d.]+$|:/.test(host) ? { host } : { host, servername: host }
    const socket = connectTls({ socket: plain, ...named, ...options }, () => {
      socket.setTimeout(0)
      resolve(socket)
    })
    socket.once('error', (cause) =>
      reject(new MailServerError('protocol', `${place}: ${cause.message}`, { cause })),
    )
    socket.once('close', () => reject(new MailServerError('closed', `${place} hung up.`)))
    socket.setTimeout(TIMEOUT, () =>
      reject(new MailServerError('timeout', `${place} did not answer in time.`)),
    )
  })
}

function detailsOf(socket: TLSSocket): TlsDetails {
  const certificate = socket.getPeerCertificate()
  const { subject, issuer, valid_from: from, valid_to: until } = certificate
  const error: unknown = socket.authorizationError
  return {
    protocol: socket.getProtocol() ?? '',
    subject: nameOf(subject),
    issuer: nameOf(issuer),
    names: namesOf(certificate),
    validFrom: new Date(from),
    validUntil: new Date(until),
    problem: socket.authorized ? null : codeOf(error),
  }
}

/** @param error its code in older words, or an error since Node 24. */
function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code)
  return typeof error === 'string' && error !== '' ? error : 'UNTRUSTED'
}

function nameOf(name: PeerCertificate['subject'] | undefined): string {
  const part = name?.O ?? name?.CN ?? ''
  return shortText(Array.isArray(part) ? part.join(', ') : part)
}

const MOST_NAMES = 50

/** The names of the extension (RFC 6125 §4.4); the common name counts only where there is none. */
function namesOf({ subjectaltname = '', subject }: PeerCertificate): string[] {
  const names = subjectaltname
    .split(', ')
    .map((entry) => /^(?:DNS|IP Address):(.+)$/.exec(entry)?.[1] ?? '')
    .filter((name) => name !== '')
  return (names.length > 0 ? names : [nameOf(subject)]).slice(0, MOST_NAMES).map(shortText)
}

function shortText(text: string): string {
  return text.slice(0, 253)
}
