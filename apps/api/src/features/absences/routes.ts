import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { createAbsence, listAbsences, removeAbsenceFor, updateAbsence } from './service.ts'

/** Who is away, and who stands in. */
export function absenceRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.listAbsences,
    handler: async ({ query }) => ({
      items: await listAbsences(deps, { ended: query.ended === 'true' }),
      nextCursor: null,
    }),
  })
  app.route({
    ...contract.addAbsence,
    handler: async ({ viewer, body }, reply) =>
      reply.code(201).send(await createAbsence(deps, viewer, body)),
  })
  app.route({
    ...contract.changeAbsence,
    handler: ({ viewer, params, body }) => updateAbsence(deps, viewer, params.id, body),
  })
  app.route({
    ...contract.removeAbsence,
    handler: async ({ viewer, params }, reply) => {
      await removeAbsenceFor(deps, viewer, params.id)
      return reply.code(204).send(null)
    },
  })
}
