import type { OAuthClient, OAuthTokens } from '@levee/mail'
import { openSecret, sealSecret } from '@levee/storage'
import type { KeptClient, SealedTokens } from './queries.ts'

/** Tokens as the database may keep them. */
export function sealTokens(key: Buffer, tokens: OAuthTokens): SealedTokens {
  const { accessToken, accessExpiresAt, refreshToken, refreshExpiresAt } = tokens
  return {
    accessToken: sealSecret(key, accessToken),
    accessExpiresAt,
    refreshToken: refreshToken === undefined ? null : sealSecret(key, refreshToken),
    refreshExpiresAt: refreshExpiresAt ?? null,
  }
}

/** All tokens as one sealed text, for as long as no mailbox has them. */
export function packTokens(key: Buffer, tokens: OAuthTokens): Buffer {
  return sealSecret(key, JSON.stringify(tokens))
}

type Packed = Record<'accessToken' | 'accessExpiresAt', string> &
  Partial<Record<'refreshToken' | 'refreshExpiresAt', string>>

export function unpackTokens(key: Buffer, sealed: Buffer): OAuthTokens {
  const packed: Packed = JSON.parse(openSecret(key, sealed))
  return {
    accessToken: packed.accessToken,
    accessExpiresAt: new Date(packed.accessExpiresAt),
    refreshToken: packed.refreshToken,
    refreshExpiresAt: packed.refreshExpiresAt ? new Date(packed.refreshExpiresAt) : undefined,
  }
}

/** The application with its secret, to ask the provider with. */
export function openClient(key: Buffer, { client, clientSecret }: KeptClient): OAuthClient {
  return { ...client, ...(clientSecret && { clientSecret: openSecret(key, clientSecret) }) }
}
