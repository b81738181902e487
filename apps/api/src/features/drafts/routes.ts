import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import {
  beginNewMail,
  discardDraft,
  discardNewMail,
  listNewMails,
  readDraft,
  readNewMail,
  saveDraft,
  saveNewMail,
  takeDraftOver,
} from './service.ts'

const LARGEST_DRAFT = 8 * 1024 * 1024 // bytes: 2 million characters of HTML, in UTF-8

/** What is being written: answers, shared; new mails, each person's own. */
export function draftRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.getDraft,
    handler: async ({ viewer, params }) => ({ draft: await readDraft(deps, viewer, params.id) }),
  })
  app.route({
    ...contract.saveDraft,
    bodyLimit: LARGEST_DRAFT,
    handler: ({ viewer, params, body }) => saveDraft(deps, viewer, params.id, body),
  })
  app.route({
    ...contract.deleteDraft,
    handler: async ({ viewer, params, query }, reply) => {
      await discardDraft(deps, viewer, params.id, query.version)
      return reply.code(204).send(null)
    },
  })
  app.route({
    ...contract.takeDraftOver,
    handler: ({ viewer, params }) => takeDraftOver(deps, viewer, params.id),
  })
  newMailRoutes(app, deps)
}

function newMailRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.listDrafts,
    handler: async ({ viewer }) => ({ items: await listNewMails(deps, viewer), nextCursor: null }),
  })
  app.route({
    ...contract.addDraft,
    bodyLimit: LARGEST_DRAFT,
    handler: async ({ viewer, body }, reply) =>
      reply.code(201).send(await beginNewMail(deps, viewer, body)),
  })
  app.route({
    ...contract.getNewMailDraft,
    handler: ({ viewer, params }) => readNewMail(deps, viewer, params.id),
  })
  app.route({
    ...contract.saveNewMailDraft,
    bodyLimit: LARGEST_DRAFT,
    handler: ({ viewer, params, body }) => saveNewMail(deps, viewer, params.id, body),
  })
  app.route({
    ...contract.deleteNewMailDraft,
    handler: async ({ viewer, params }, reply) => {
      await discardNewMail(deps, viewer, params.id)
      return reply.code(204).send(null)
    },
  })
}
