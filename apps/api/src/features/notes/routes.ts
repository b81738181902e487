import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { addNote, changeNote, listMentionable, removeNote } from './service.ts'

/** Notes on conversations. */
export function noteRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.listMentionable,
    handler: async ({ viewer, params }) => ({
      items: await listMentionable(deps, viewer, params.id),
      nextCursor: null,
    }),
  })
  app.route({
    ...contract.addNote,
    handler: async ({ viewer, params: { id }, body: input }, reply) =>
      reply.code(201).send(await addNote(deps, viewer, { id, input })),
  })
  app.route({
    ...contract.changeNote,
    handler: ({ viewer, params, body: input }) => changeNote(deps, viewer, { ...params, input }),
  })
  app.route({
    ...contract.removeNote,
    handler: ({ viewer, params }) => removeNote(deps, viewer, params),
  })
}
