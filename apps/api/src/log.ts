import { pino, destination, type DestinationStream, type Logger } from 'pino'
import type { Config } from './config.ts'

const SECRET_FIELDS = [
  'password',
  'secret',
  'token',
  'authorization',
  'cookie',
  'secretKey',
  'accessToken',
  'refreshToken',
  'clientSecret',
  'deviceCode',
  'codeVerifier',
  'access_token',
  'refresh_token',
  'client_secret',
]

/** Writes the log to standard error, a JSON object a line, without passwords and tokens. */
export function createLog(
  { logLevel }: Pick<Config, 'logLevel'>,
  stream: DestinationStream = destination(2),
): Logger {
  const redact = SECRET_FIELDS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
  return pino({ level: logLevel, redact, base: { pid: process.pid } }, stream)
}
