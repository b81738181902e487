import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server'

/** What arrived: the SMTP envelope and the bytes as transmitted. */
export type CaughtMessage = { from: string; to: string[]; raw: Buffer }

/** Why a message is not taken. */
export type Refusal = { code: number; text: string }

/** Whether somebody who signs in is let in. */
export type LoginCheck = (login: {
  username?: string | null | undefined
  password?: string | null | undefined
  accessToken?: string | null | undefined
}) => boolean

/**
 * An SMTP server on 127.0.0.1 that passes nothing on: for demonstrations and tests. It takes any
 * login, or none.
 * @param caught is given each message, and answers why it is refused when it is.
 * @param options port: a free one when not said; isLetIn: asks who signs in.
 */
export async function catchMail(
  caught: (message: CaughtMessage) => Refusal | undefined,
  { port = 0, isLetIn = () => true }: { port?: number; isLetIn?: LoginCheck } = {},
): Promise<{ port: number; stop(): Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    authMethods: ['PLAIN', 'LOGIN', 'XOAUTH2'],
    onAuth({ username, password, accessToken }, _session, done) {
      if (isLetIn({ username, password, accessToken })) done(null, { user: username })
      else done(null, { message: 'Not let in', data: { status: '401' } })
    },
    onData(stream, session, done) {
      collect(stream, (raw) => {
        const refusal = caught({ ...smtpEnvelope(session), raw })
        done(refusal && Object.assign(new Error(refusal.text), { responseCode: refusal.code }))
      })
    },
  })
  server.on('error', () => undefined) // clients that hang up are no concern of ours
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  return {
    port: portOf(server.server.address()),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (!address || typeof address === 'string') throw new Error('The server has no port.')
  return address.port
}

function smtpEnvelope({ envelope }: SMTPServerSession): { from: string; to: string[] } {
  const from = envelope.mailFrom ? envelope.mailFrom.address : ''
  return { from, to: envelope.rcptTo.map(({ address }) => address) }
}

function collect(stream: SMTPServerDataStream, finish: (raw: Buffer) => void): void {
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  stream.on('end', () => finish(Buffer.concat(chunks)))
}
