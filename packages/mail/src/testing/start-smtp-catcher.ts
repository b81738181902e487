import { SMTPServer } from 'smtp-server'
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import { listeningPort } from './free-ports.ts'

/** What arrived: the SMTP envelope and the bytes as transmitted. */
export type CaughtMessage = { from: string; to: string[]; raw: Buffer }

type Predicate = (message: CaughtMessage) => boolean

/** An SMTP server on 127.0.0.1 that keeps everything and passes nothing on. */
export type SmtpCatcher = {
  port: number
  messages: CaughtMessage[]
  /** The first message that satisfies `predicate`, there already or still to come. */
  waitForMessage(predicate?: Predicate, timeoutMs?: number): Promise<CaughtMessage>
  /** The next message is answered with this SMTP code instead of being accepted. */
  failNext(code: number, text: string): void
  stop(): Promise<void>
}

/** Starts a catcher on a free port; it takes any login, or none. */
export async function startSmtpCatcher({ port = 0 }: { port?: number } = {}): Promise<SmtpCatcher> {
  const messages: CaughtMessage[] = []
  const arrivals = new Set<() => void>()
  let failure: Error | undefined
  const keep = (message: CaughtMessage): void => {
    messages.push(message)
    for (const arrived of arrivals) arrived()
  }
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onAuth: ({ username }, _session, done) => done(null, { user: username }),
    onData(stream, session, done) {
      collect(stream, (raw) => {
        const refused = failure
        failure = undefined
        if (!refused) keep({ ...smtpEnvelope(session), raw })
        done(refused)
      })
    },
  })
  server.on('error', () => undefined) // clients that hang up are no concern of ours
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  return {
    port: listeningPort(server.server),
    messages,
    waitForMessage: (predicate = () => true, timeoutMs = 10_000) =>
      firstMatch(messages, arrivals, { predicate, timeoutMs }),
    failNext(code, text) {
      failure = Object.assign(new Error(text), { responseCode: code })
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
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

function firstMatch(
  messages: CaughtMessage[],
  arrivals: Set<() => void>,
  { predicate, timeoutMs }: { predicate: Predicate; timeoutMs: number },
): Promise<CaughtMessage> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = messages.find(predicate)
      if (found) settle(() => resolve(found))
    }
    const settle = (finish: () => void): void => {
      clearTimeout(timer)
      arrivals.delete(look)
      finish()
    }
    const late = new Error(`No such message arrived within ${timeoutMs} ms.`)
    const timer = setTimeout(() => settle(() => reject(late)), timeoutMs)
    arrivals.add(look)
    look()
  })
}
