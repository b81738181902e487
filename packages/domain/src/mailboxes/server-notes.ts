import { note, type CheckNote } from './check-note.ts'

/** Bytes that a mailbox has and may have; `limit` 0: as many as it likes. */
export type Quota = { used: number; limit: number }

/** What an IMAP server showed of itself once somebody had signed in. */
export type ServerFacts = {
  host: string
  /** As it lists them (RFC 9051 §6.1.1), in upper case. */
  capabilities: readonly string[]
  /** null: it does not say. */
  quota: Quota | null
}

const NEARLY_FULL = 0.9

/** How many connections providers let in at once for one mailbox, as their documentation says. */
const CONNECTION_LIMITS: readonly [host: string, provider: string, most: number][] = [
  ['gmail.com', 'Gmail', 15],
  ['googlemail.com', 'Gmail', 15],
]

/** What is worth knowing of an IMAP server, one note a topic. */
export function serverNotes({ host, capabilities, quota }: ServerFacts): CheckNote[] {
  const has = (name: string): boolean => capabilities.includes(name)
  return [
    has('IDLE')
      ? note('arrival', 'announces', { tone: 'good' })
      : note('arrival', 'mustBeAsked', { tone: 'info' }),
    has('CONDSTORE') || has('QRESYNC')
      ? note('resuming', 'resumesFast', { tone: 'good' })
      : note('resuming', 'resumesSlowly', { tone: 'info' }),
    has('MOVE')
      ? note('moving', 'moves', { tone: 'good' })
      : note('moving', 'copies', { tone: 'info' }),
    has('SPECIAL-USE')
      ? note('roles', 'namesRoles', { tone: 'good' })
      : note('roles', 'guessesRoles', { tone: 'info' }),
    quotaNote(quota),
    connectionNote(host),
  ]
}

/** What is known of a POP3 server: it has nothing to tell. */
export function maildropNotes(host: string): CheckNote[] {
  return [note('arrival', 'isPolled', { tone: 'info' }), connectionNote(host)]
}

function quotaNote(quota: Quota | null): CheckNote {
  if (!quota) return note('quota', 'hidesRoom', { tone: 'info' })
  const sizes = { used: String(quota.used), limit: String(quota.limit) }
  if (quota.limit === 0) return note('quota', 'isUnlimited', { tone: 'good', ...sizes })
  return quota.used >= quota.limit * NEARLY_FULL
    ? note('quota', 'isNearlyFull', { tone: 'warn', ...sizes })
    : note('quota', 'hasRoom', { tone: 'good', ...sizes })
}

function connectionNote(host: string): CheckNote {
  const known = CONNECTION_LIMITS.find(
    ([name]) => host.toLowerCase() === name || host.toLowerCase().endsWith(`.${name}`),
  )
  if (!known) return note('connections', 'hidesConnections', { tone: 'info' })
  const [, provider, most] = known
  return note('connections', 'limitsConnections', { tone: 'good', provider, most: String(most) })
}
