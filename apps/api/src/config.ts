import type { ScannerAddress } from '@levee/mail'
import { resolve } from 'node:path'

/** What the environment says, read once at the start. */
export type Config = {
  host: string
  port: number
  /** undefined: the embedded PostgreSQL, under the data directory. */
  databaseUrl: string | undefined
  /** Absolute. */
  dataDir: string
  /** 32 bytes; undefined: the key kept in the data directory. */
  secretKey: Buffer | undefined
  /** Where people reach it, without a trailing slash; undefined: as they typed it. */
  publicUrl: string | undefined
  role: 'all' | 'api' | 'worker'
  allowPrivateNetwork: boolean
  /** Where mail is handed over by LMTP and by SMTP; undefined: it is not. */
  lmtpPort: number | undefined
  smtpPort: number | undefined
  /** ClamAV's daemon; undefined: files are not scanned. */
  clamd: ScannerAddress | undefined
  logLevel: LogLevel
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
type LogLevel = (typeof LOG_LEVELS)[number]

/** A variable that stops the start; its message is one line: the variable, what it got, what it takes. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

type Environment = Readonly<Record<string, string | undefined>>

/** Variables of the contract whose feature this version lacks: refused, never ignored. */
const NOT_YET: Record<string, string> = {
  LEVEE_BLOB_URL: 'files are kept under LEVEE_DATA_DIR',
  LEVEE_RSPAMD_URL: 'spam is not scored',
}

/**
 * Reads the variables of the environment that Levee knows.
 * @throws {ConfigError} for the first one that is wrong.
 */
export function readConfig(
  environment: Environment = process.env,
  workingDirectory = process.cwd(),
): Config {
  const value = (name: string): string | undefined => environment[name]?.trim() || undefined
  refuseWhatIsMissing(value)
  return {
    host: hostOf(value('HOST') ?? '127.0.0.1'),
    ...portsOf(value),
    databaseUrl: databaseUrlOf(value('DATABASE_URL')),
    dataDir: resolve(workingDirectory, value('LEVEE_DATA_DIR') ?? './data'),
    secretKey: secretKeyOf(value('LEVEE_SECRET_KEY')),
    publicUrl: publicUrlOf(value('LEVEE_PUBLIC_URL')),
    role: oneOf('LEVEE_ROLE', value('LEVEE_ROLE') ?? 'all', ['all', 'api', 'worker']),
    allowPrivateNetwork: booleanOf(
      'LEVEE_ALLOW_PRIVATE_NETWORK',
      value('LEVEE_ALLOW_PRIVATE_NETWORK'),
    ),
    clamd: clamdOf(value('LEVEE_CLAMD')),
    logLevel: oneOf('LOG_LEVEL', value('LOG_LEVEL') ?? 'info', LOG_LEVELS),
  }
}

function refuseWhatIsMissing(value: (name: string) => string | undefined): void {
  for (const [name, instead] of Object.entries(NOT_YET)) {
    if (value(name) === undefined) continue
    throw new ConfigError(
      `${name} is set, but this version of Levee does not have it yet (${instead}): unset it.`,
    )
  }
}

function hostOf(got: string): string {
  if (/^[\w.:-]+$/.test(got)) return got
  throw wrong('HOST', got, 'a host name or an IP address, such as 127.0.0.1 or 0.0.0.0')
}

/** The ports to listen on, each its own. */
function portsOf(
  value: (name: string) => string | undefined,
): Pick<Config, 'port' | 'lmtpPort' | 'smtpPort'> {
  const port = portOf('PORT', value('PORT') ?? '3000')
  const lmtpPort = pushPortOf('LEVEE_LMTP_PORT', value('LEVEE_LMTP_PORT'), [port])
  const smtpPort = pushPortOf('LEVEE_SMTP_PORT', value('LEVEE_SMTP_PORT'), [port, lmtpPort])
  return { port, lmtpPort, smtpPort }
}

function pushPortOf(
  name: string,
  got: string | undefined,
  taken: (number | undefined)[],
): number | undefined {
  if (got === undefined) return undefined
  const port = portOf(name, got)
  if (!taken.includes(port)) return port
  throw wrong(name, got, 'a port that no other variable names, or nothing')
}

function portOf(name: string, got: string): number {
  if (/^\d+$/.test(got) && Number(got) >= 1 && Number(got) <= 65_535) return Number(got)
  throw wrong(name, got, 'a number from 1 to 65535')
}

function databaseUrlOf(got: string | undefined): string | undefined {
  if (got === undefined) return undefined
  if (URL.canParse(got) && /^postgres(ql)?:$/.test(new URL(got).protocol)) return got
  throw wrong(
    'DATABASE_URL',
    'something else', // it may hold a password: never shown
    'a URL such as postgresql://user:password@host:5432/name, or nothing for the embedded PostgreSQL',
  )
}

function secretKeyOf(got: string | undefined): Buffer | undefined {
  if (got === undefined) return undefined
  const key = Buffer.from(got, 'base64')
  if (key.length === 32 && /^[A-Za-z0-9+/_-]{43}=?$/.test(got)) return key
  const size = `${got.length} characters that are not a key`
  throw wrong('LEVEE_SECRET_KEY', size, '32 bytes in base64 (openssl rand -base64 32)')
}

function publicUrlOf(got: string | undefined): string | undefined {
  if (got === undefined) return undefined
  const url = URL.canParse(got) ? new URL(got) : undefined
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search
  if (isOrigin) return url.origin
  throw wrong('LEVEE_PUBLIC_URL', got, 'a URL without a path, such as https://levee.example.org')
}

function clamdOf(got: string | undefined): ScannerAddress | undefined {
  if (got === undefined) return undefined
  const [, host, port] = /^([\w.-]+|\[[\da-f:]+\]):(\d{1,5})$/i.exec(got) ?? []
  if (!host || Number(port) < 1 || Number(port) > 65_535)
    throw wrong('LEVEE_CLAMD', got, 'a host and a port, such as 127.0.0.1:3310')
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
}

function booleanOf(name: string, got = 'false'): boolean {
  return oneOf(name, got, ['true', 'false']) === 'true'
}

function oneOf<const Word extends string>(name: string, got: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === got)
  if (found) return found
  throw wrong(name, got, words.join(', '))
}

function wrong(name: string, got: string, takes: string): ConfigError {
  const shown = got.replaceAll(/\s+/g, ' ').slice(0, 100)
  return new ConfigError(`${name} is "${shown}", but takes ${takes}.`)
}
