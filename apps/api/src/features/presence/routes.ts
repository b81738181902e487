import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { listPresence, showPresence } from './service.ts'

/** Who looks at what, and who answers it. */
export function presenceRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.listPresence,
    handler: async ({ viewer }) => ({ items: await listPresence(deps, viewer) }),
  })
  app.route({
    ...contract.showPresence,
    handler: async ({ viewer, params: { id }, body: { state, tab } }, reply) => {
      await showPresence(deps, viewer, { id, state, tab })
      return reply.code(204).send(null)
    },
  })
}
