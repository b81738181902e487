import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { addBrowser, changeBrowser, listBrowsers, removeBrowser } from './service.ts'

/** The browsers in which people are told while Levee is not open. */
export function browserRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.listBrowsers,
    handler: ({ viewer }) => listBrowsers(deps, viewer),
  })
  app.route({
    ...contract.addBrowser,
    handler: async ({ viewer, credential, body, headers }, reply) => {
      const userAgent = headers['user-agent'] ?? ''
      return reply
        .code(201)
        .send(await addBrowser(deps, viewer, { ...body, userAgent, credential }))
    },
  })
  app.route({
    ...contract.changeBrowser,
    handler: ({ viewer, params, body }) =>
      changeBrowser(deps, viewer, { id: params.id, showsSubject: body.showsSubject }),
  })
  app.route({
    ...contract.removeBrowser,
    handler: async ({ viewer, params }, reply) => {
      await removeBrowser(deps, viewer, params.id)
      return reply.code(204).send(null)
    },
  })
}
