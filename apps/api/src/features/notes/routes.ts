import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { addNote } from './service.ts'

/** Notes on conversations. */
export function noteRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.addNote,
    handler: async ({ viewer, params, body }, reply) =>
      reply.code(201).send(await addNote(deps, viewer, params.id, body.text)),
  })
}
