import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { setFollowing } from './service.ts'

/** Who is told of what happens to a conversation. */
export function followingRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.followConversation,
    handler: async ({ viewer, params }, reply) => {
      await setFollowing(deps, viewer, { id: params.id, follows: true })
      return reply.code(204).send(null)
    },
  })
  app.route({
    ...contract.unfollowConversation,
    handler: async ({ viewer, params }, reply) => {
      await setFollowing(deps, viewer, { id: params.id, follows: false })
      return reply.code(204).send(null)
    },
  })
}
