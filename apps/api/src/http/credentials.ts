import { createHash, randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

const SECRET_BYTES = 32 // 256 bits

/** A secret that cannot be guessed: of a session or, with its prefix, of a token. */
export function newSecret(prefix = ''): string {
  return prefix + randomBytes(SECRET_BYTES).toString('base64url')
}

/** What the database keeps of a secret. It has 256 random bits: a fast hash is enough. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** The session's secret as the browser's cookie holds it. */
export function sessionSecret(
  request: FastifyRequest,
  publicUrl: string | undefined,
): string | undefined {
  return request.cookies[cookieName(publicUrl)] || undefined
}

/** The token of `Authorization: Bearer …` (RFC 6750). */
export function bearerToken(request: FastifyRequest): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
}

/** Gives the browser its session, for so many seconds: its clock need not be right. */
export function setSessionCookie(
  reply: FastifyReply,
  publicUrl: string | undefined,
  { secret, maxAge }: { secret: string; maxAge: number },
): void {
  reply.setCookie(cookieName(publicUrl), secret, { ...attributes(publicUrl), maxAge })
}

/** Takes the session from the browser. */
export function clearSessionCookie(reply: FastifyReply, publicUrl: string | undefined): void {
  reply.clearCookie(cookieName(publicUrl), attributes(publicUrl))
}

/** `__Host-` keeps other hosts of the domain from setting it, and works over https only. */
function cookieName(publicUrl: string | undefined): string {
  return isSecure(publicUrl) ? '__Host-levee_session' : 'levee_session'
}

function attributes(publicUrl: string | undefined) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(publicUrl) } as const
}

function isSecure(publicUrl: string | undefined): boolean {
  return publicUrl?.startsWith('https:') ?? false
}
