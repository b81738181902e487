import {
  addMailbox,
  changeMailbox,
  checkMailbox,
  discoverMailbox,
  getLedger,
  getMailboxHealth,
  listLedger,
  removeMailbox,
  getMailbox as getMailboxEndpoint,
  listMailboxes as listMailboxesEndpoint,
  sendTestMail,
  sendTestMailOf,
  syncMailbox,
} from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { requirePermission } from '../../http/viewer.ts'
import {
  addMailboxAs,
  changeMailboxAs,
  checkMailboxAs,
  discoverMailboxSettings,
  getMailbox,
  ledgerPage,
  listMailboxes,
  mailboxHealth,
  mailboxLedger,
  removeMailboxAs,
  syncMailboxNow,
  tryTestMailAs,
  tryTestMailOf,
} from './service.ts'

export function mailboxRoutes(app: App, deps: Deps): void {
  app.route({
    ...listMailboxesEndpoint,
    handler: async (request) => ({
      items: await listMailboxes(deps, request.viewer),
      nextCursor: null,
    }),
  })
  app.route({
    ...addMailbox,
    handler: async (request, reply) =>
      reply.code(201).send(await addMailboxAs(deps, request.viewer, request.body)),
  })
  app.route({
    ...checkMailbox,
    handler: (request) => checkMailboxAs(deps, request.viewer, request.body),
  })
  app.route({
    ...discoverMailbox,
    handler: async ({ viewer, body }) => {
      requirePermission(viewer, 'manageMailboxes')
      return discoverMailboxSettings(deps, body, viewer.locale)
    },
  })
  app.route({
    ...sendTestMail,
    handler: (request) => tryTestMailAs(deps, request.viewer, request.body),
  })
  app.route({
    ...sendTestMailOf,
    handler: async (request) => {
      requirePermission(request.viewer, 'manageMailboxes')
      return tryTestMailOf(deps, request.params.id)
    },
  })
  app.route({
    ...getMailboxEndpoint,
    handler: (request) => getMailbox(deps, request.viewer, request.params.id),
  })
  app.route({
    ...changeMailbox,
    handler: (request) => changeMailboxAs(deps, request.viewer, request.params.id, request.body),
  })
  app.route({
    ...removeMailbox,
    handler: async (request, reply) => {
      await removeMailboxAs(deps, request.viewer, request.params.id)
      return reply.code(204).send(null)
    },
  })
  app.route({
    ...syncMailbox,
    handler: async (request, reply) =>
      reply.code(202).send(await syncMailboxNow(deps, request.viewer, request.params.id)),
  })
  app.route({
    ...getMailboxHealth,
    handler: (request) => mailboxHealth(deps, request.viewer, request.params.id),
  })
  app.route({
    ...getLedger,
    handler: (request) => mailboxLedger(deps, request.viewer, request.params.id),
  })
  app.route({
    ...listLedger,
    handler: ({ viewer, params, query }) => ledgerPage(deps, viewer, { ...params, ...query }),
  })
}
