import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import {
  changeConversation,
  changeConversations,
  conversationChanges,
  explainConversation,
  getConversation,
  listConversations,
  markRead,
  mergeConversations,
  registerConversation,
  splitConversation,
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
    ...contract.getChanges,
    handler: ({ viewer, params: { id }, query: { since } }) =>
      conversationChanges(deps, viewer, { id, since }),
  })
  app.route({
    ...contract.explainConversation,
    handler: ({ viewer, params }) => explainConversation(deps, viewer, params.id),
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
    ...contract.mergeConversations,
    handler: ({ viewer, body }) => mergeConversations(deps, viewer, body),
  })
  app.route({
    ...contract.splitConversation,
    handler: ({ viewer, params: { id }, body: { messageIds } }) =>
      splitConversation(deps, viewer, { id, messageIds }),
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
