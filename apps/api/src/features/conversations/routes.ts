import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import {
  changeConversation,
  changeConversations,
  getConversation,
  listConversations,
  markRead,
  registerConversation,
  undo,
} from './service.ts'

/** Lists, detail and changes of conversations. */
export function conversationRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.listConversations,
    handler: ({ viewer, query }) => listConversations(deps, viewer, query),
  })
  app.route({
    ...contract.getConversation,
    handler: ({ viewer, params }) => getConversation(deps, viewer, params.id),
  })
  app.route({
    ...contract.changeConversation,
    handler: ({ viewer, params: { id }, body: { revision, ...patch } }) =>
      changeConversation(deps, viewer, { id, revision, patch }),
  })
  app.route({
    ...contract.changeConversations,
    handler: ({ viewer, body: { ids, patch } }) => changeConversations(deps, viewer, ids, patch),
  })
  app.route({
    ...contract.markRead,
    handler: async ({ viewer, params, body }, reply) => {
      await markRead(deps, viewer, params.id, body.read)
      return reply.code(204).send(null)
    },
  })
  app.route({
    ...contract.registerConversation,
    handler: ({ viewer, params }) => registerConversation(deps, viewer, params.id),
  })
  app.route({
    ...contract.undo,
    handler: ({ viewer, params }) => undo(deps, viewer, params.activityId),
  })
}
