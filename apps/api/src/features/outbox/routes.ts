import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { dismissNotice, listUnsentNotices, resendNotice } from '../deadlines/service.ts'
import { countOutbox, listOutbox, lookUpAlignment, sendingOf, setApproval } from './service.ts'

/** What has not left or not arrived, of replies and of Levee's own mails, and how mailboxes send. */
export function outboxRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.listOutbox,
    handler: ({ viewer, query }) => listOutbox(deps, viewer, query),
  })
  app.route({ ...contract.countOutbox, handler: ({ viewer }) => countOutbox(deps, viewer) })
  app.route({
    ...contract.listUnsentNotices,
    handler: ({ viewer, query }) => listUnsentNotices(deps, viewer, query),
  })
  app.route({
    ...contract.resendNotice,
    handler: async ({ viewer, params }, reply) => {
      await resendNotice(deps, viewer, params.id)
      return reply.code(204).send(null)
    },
  })
  app.route({
    ...contract.dismissNotice,
    handler: async ({ viewer, params, body }, reply) => {
      await dismissNotice(deps, viewer, { ...params, ...body })
      return reply.code(204).send(null)
    },
  })
  app.route({
    ...contract.getMailboxSending,
    handler: ({ viewer, params }) => sendingOf(deps, viewer, params.id),
  })
  app.route({
    ...contract.setMailboxApproval,
    handler: ({ viewer, params, body }) => setApproval(deps, viewer, params.id, body),
  })
  app.route({
    ...contract.lookUpAlignment,
    handler: ({ viewer, params }) => lookUpAlignment(deps, viewer, params.id),
  })
}
