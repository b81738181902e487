import type { Config } from './config.ts'
import { StartError } from './start-problem.ts'

/** An address to listen on, and the variable that names its port. */
export type Listening = {
  variable: 'PORT' | 'LEVEE_LMTP_PORT' | 'LEVEE_SMTP_PORT'
  host: string
  port: number
}

/** Where a process of this role listens: mail is taken where the worker runs. */
export function listeningOf({ host, port, lmtpPort, smtpPort, role }: Config): Listening[] {
  const asked = [
    { variable: 'PORT', host, port },
    ...(role === 'api' ? [] : [{ variable: 'LEVEE_LMTP_PORT', host, port: lmtpPort } as const]),
    ...(role === 'api' ? [] : [{ variable: 'LEVEE_SMTP_PORT', host, port: smtpPort } as const]),
  ] as const
  return asked.flatMap((each) => (each.port === undefined ? [] : [{ ...each, port: each.port }]))
}

/** Why an address cannot be listened on, in one line where the operator can mend it. */
export function listenProblem({ variable, host, port }: Listening, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const lines: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is in use: stop the program that uses it, or set ${variable} to a free one.`,
    EACCES: `Port ${port} is not allowed for this user: set ${variable} to one above 1023.`,
    EADDRNOTAVAIL: `HOST is "${host}", which is no address of this machine: set it to 127.0.0.1 or 0.0.0.0.`,
    ENOTFOUND: `HOST is "${host}", which is no address of this machine: set it to 127.0.0.1 or 0.0.0.0.`,
  }
  const line = lines[code]
  return line
    ? new StartError(line, { cause: error })
    : new Error('Not listening.', { cause: error })
}
