/** The database cannot be used; the message is one line that says what is wrong and how to mend it. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
}

/** Says in one line why a connection to `url` failed; the password is never in it. */
export function connectionProblem(url: string, cause: unknown): DatabaseError {
  const { host, user, name } = target(url)
  const code = property(cause, 'code')
  const advice = ADVICE[code] ?? 'Check DATABASE_URL and that the server runs.'
  const reason = reasonOf(cause)
  return new DatabaseError(
    `The database "${name}" at ${host} cannot be reached as "${user}": ${reason}. ${advice}`,
    { cause },
  )
}

const ADVICE: Record<string, string> = {
  ECONNREFUSED: 'Start PostgreSQL there, or correct the host and port in DATABASE_URL.',
  ENOTFOUND: 'Correct the host name in DATABASE_URL.',
  ETIMEDOUT: 'Correct the host in DATABASE_URL, or open its port in the firewall.',
  '28P01': 'Correct the user and password in DATABASE_URL.',
  '28000': 'Let this user and address in (pg_hba.conf), or correct DATABASE_URL.',
  '3D000': 'Create the database, or correct its name in DATABASE_URL.',
  '53300': 'Raise max_connections of the server, or stop other programs that use it.',
}

function target(url: string): { host: string; user: string; name: string } {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed) return { host: 'an unreadable DATABASE_URL', user: '?', name: '?' }
  return {
    host: parsed.host || parsed.searchParams.get('host') || 'localhost',
    user: decodeURIComponent(parsed.username),
    name: decodeURIComponent(parsed.pathname.slice(1)),
  }
}

function reasonOf(cause: unknown): string {
  const first = cause instanceof AggregateError ? cause.errors[0] : cause
  const message = first instanceof Error ? first.message : String(first)
  return message.replaceAll(/\s+/g, ' ').replace(/\.$/, '')
}

function property(value: unknown, key: 'code'): string {
  if (typeof value !== 'object' || value === null || !(key in value)) return ''
  return String(Reflect.get(value, key))
}
