import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { addLink, listLinks, removeLink } from './service.ts'

/** What conversations have to do with each other. */
export function linkRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.listLinks,
    handler: async ({ viewer, params }) => ({
      items: await listLinks(deps, viewer, params.id),
      nextCursor: null,
    }),
  })
  app.route({
    ...contract.addLink,
    handler: async ({ viewer, params: { id }, body }, reply) =>
      reply.code(201).send(await addLink(deps, viewer, { id, ...body })),
  })
  app.route({
    ...contract.removeLink,
    handler: ({ viewer, params }) => removeLink(deps, viewer, params),
  })
}
