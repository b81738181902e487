import { addTeam, changeTeam, listTeams as listTeamsEndpoint, removeTeam } from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { createTeam, listTeams, removeTeamFor, updateTeam } from './service.ts'

export function teamRoutes(app: App, deps: Deps): void {
  app.route({
    ...listTeamsEndpoint,
    handler: async () => ({ items: await listTeams(deps), nextCursor: null }),
  })
  app.route({
    ...addTeam,
    handler: async (request, reply) =>
      reply.code(201).send(await createTeam(deps, request.viewer, request.body)),
  })
  app.route({
    ...changeTeam,
    handler: (request) => updateTeam(deps, request.viewer, request.params.id, request.body),
  })
  app.route({
    ...removeTeam,
    handler: async (request, reply) => {
      await removeTeamFor(deps, request.viewer, request.params.id)
      return reply.code(204).send(null)
    },
  })
}
