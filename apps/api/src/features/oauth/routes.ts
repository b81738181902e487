import { OAUTH_CALLBACK, OAUTH_DONE, pollAuthorisation, startAuthorisation } from '@levee/contract'
import type { FastifyRequest } from 'fastify'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { requirePermission } from '../../http/viewer.ts'
import { finishFromBrowser, pollAs, startAs, type Starter } from './service.ts'

export function oauthRoutes(app: App, deps: Deps): void {
  app.route({
    ...startAuthorisation,
    handler: async (request, reply) =>
      reply.code(201).send(await startAs(deps, starterOf(request), request.body)),
  })
  app.route({
    ...pollAuthorisation,
    handler: (request) => pollAs(deps, starterOf(request), request.params.id),
  })
  // A browser comes here, not a program: whatever the outcome, it goes on to a page that says it.
  app.get(OAUTH_CALLBACK, { schema: { hide: true } }, async (request, reply) => {
    const starter = starterOf(request)
    const query = /\?.*$/.exec(request.url)?.[0] ?? ''
    const id = await finishFromBrowser(deps, starter, query)
    reply.header('cache-control', 'no-store')
    return reply.redirect(`${OAUTH_DONE}?authorisation=${id ?? 'unknown'}`, 303)
  })
}

function starterOf({ viewer, credential }: FastifyRequest): Starter {
  requirePermission(viewer, 'manageMailboxes')
  return { viewerId: viewer.id, sessionHash: credential.hash }
}
