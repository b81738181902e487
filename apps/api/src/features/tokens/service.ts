import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { hashSecret, newSecret } from '../../http/credentials.ts'

type TokenDeps = Pick<Deps, 'db' | 'now'>

/** A bearer token as it is listed: never with its secret. */
export type Token = {
  id: string
  name: string
  user: string
  createdAt: string
  lastUsedAt: string | null
  revokedAt: string | null
}

const PREFIX = 'levee_' // so that scanners of code and logs recognise a leaked one

const select = {
  id: true,
  name: true,
  createdAt: true,
  lastUsedAt: true,
  revokedAt: true,
  user: { select: { email: true } },
} as const

/** Makes a token that acts as the user; its secret is only ever given here. */
export async function createToken(
  { db, now }: TokenDeps,
  { userId, name }: { userId: string; name: string },
): Promise<Token & { secret: string }> {
  const secret = newSecret(PREFIX)
  const tokenHash = Uint8Array.from(hashSecret(secret))
  const data = { userId, name, tokenHash, createdAt: now() }
  const row = await db.prisma.apiToken.create({ data, select })
  return { ...tokenOf(row), secret }
}

export async function listTokens({ db }: TokenDeps): Promise<Token[]> {
  const rows = await db.prisma.apiToken.findMany({ select, orderBy: { createdAt: 'asc' } })
  return rows.map(tokenOf)
}

/** Ends a token. @throws {DomainError} `not-found`. */
export async function revokeToken({ db, now }: TokenDeps, id: string): Promise<void> {
  const { count } = await db.prisma.apiToken.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: now() },
  })
  if (count === 0) throw new DomainError('not-found', `There is no valid token ${id}.`)
}

type TokenRow = {
  id: string
  name: string
  createdAt: Date
  lastUsedAt: Date | null
  revokedAt: Date | null
  user: { email: string }
}

function tokenOf({ user, createdAt, lastUsedAt, revokedAt, ...token }: TokenRow): Token {
  return {
    ...token,
    user: user.email,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  }
}
