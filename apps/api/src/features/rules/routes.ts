import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { listRuns } from './list-runs.ts'
import {
  createRule,
  listRules,
  listRuleVersions,
  orderRules,
  removeRule,
  restoreRule,
  showWebhookSecret,
  updateRuleFor,
} from './service.ts'

/** The rule book: what it is, was, and is changed to. */
export function ruleRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.listRules,
    handler: async ({ viewer }) => ({ items: await listRules(deps, viewer), nextCursor: null }),
  })
  app.route({
    ...contract.addRule,
    handler: async ({ viewer, body }, reply) =>
      reply.code(201).send(await createRule(deps, viewer, body)),
  })
  app.route({
    ...contract.changeRule,
    handler: ({ viewer, params: { id }, body: { version, ...patch } }) =>
      updateRuleFor(deps, viewer, { id, patch, ...(version !== undefined && { version }) }),
  })
  app.route({
    ...contract.removeRule,
    handler: async ({ viewer, params }, reply) => {
      await removeRule(deps, viewer, params.id)
      return reply.code(204).send(null)
    },
  })
  app.route({
    ...contract.restoreRule,
    handler: ({ viewer, params }) => restoreRule(deps, viewer, params.id),
  })
  app.route({
    ...contract.orderRules,
    handler: async ({ viewer, body }) => ({
      items: await orderRules(deps, viewer, body.ids),
      nextCursor: null,
    }),
  })
  app.route({
    ...contract.listRuleVersions,
    handler: async ({ viewer, params }) => ({
      items: await listRuleVersions(deps, viewer, params.id),
      nextCursor: null,
    }),
  })
  app.route({
    ...contract.listRuleRuns,
    handler: ({ viewer, query }) => listRuns(deps, viewer, query),
  })
  app.route({
    ...contract.getWebhookSecret,
    handler: async ({ viewer }) => showWebhookSecret(deps, viewer),
  })
}
