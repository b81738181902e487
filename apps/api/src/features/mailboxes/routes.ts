import {
  addMailbox,
  changeMailbox,
  checkMailbox,
  getLedger,
  getMailbox as getMailboxEndpoint,
  listMailboxes as listMailboxesEndpoint,
  syncMailbox,
} from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import {
  addMailboxAs,
  changeMailboxAs,
  checkMailboxAs,
  getMailbox,
  listMailboxes,
  mailboxLedger,
  syncMailboxNow,
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
    ...getMailboxEndpoint,
    handler: (request) => getMailbox(deps, request.viewer, request.params.id),
  })
  app.route({
    ...changeMailbox,
    handler: (request) => changeMailboxAs(deps, request.viewer, request.params.id, request.body),
  })
  app.route({
    ...syncMailbox,
    handler: async (request, reply) =>
      reply.code(202).send(await syncMailboxNow(deps, request.viewer, request.params.id)),
  })
  app.route({
    ...getLedger,
    handler: (request) => mailboxLedger(deps, request.viewer, request.params.id),
  })
}
