import { DomainError } from '@levee/domain'
import type { FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import { bearerToken } from './credentials.ts'
import type { App } from './new-app.ts'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses state-changing requests that a page of another origin made a browser send (CSRF).
 * Every browser says where such a request comes from; programs, which say nothing, have no cookie
 * that was not given to them. A bearer token is never sent by a browser on its own.
 */
export function refuseOtherOrigins(app: App, { config }: Deps): void {
  app.addHook('onRequest', async (request) => {
    if (SAFE_METHODS.has(request.method) || bearerToken(request) !== undefined) return
    if (comesFromOurPages(request, config.publicUrl)) return
    throw new DomainError('forbidden', 'This request came from another website and was refused.')
  })
}

function comesFromOurPages(request: FastifyRequest, publicUrl: string | undefined): boolean {
  const site = request.headers['sec-fetch-site'] // browsers send it over https and to localhost
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin } = request.headers
  if (origin === undefined || origin === publicUrl) return true
  return URL.canParse(origin) && new URL(origin).host === request.headers.host
}
