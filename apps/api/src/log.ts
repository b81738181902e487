import { pino, destination, type Logger } from 'pino'
import type { Config } from './config.ts'

const SECRET_FIELDS = ['password', 'secret', 'token', 'authorization', 'cookie', 'secretKey']

/** Writes the log to standard error, a JSON object a line, without passwords and tokens. */
export function createLog({ logLevel }: Pick<Config, 'logLevel'>): Logger {
  const redact = SECRET_FIELDS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
  return pino({ level: logLevel, redact, base: { pid: process.pid } }, destination(2))
}
