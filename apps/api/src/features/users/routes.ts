import {
  addUser,
  changeUser,
  getUser as getUserEndpoint,
  listUsers as listUsersEndpoint,
} from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { addUserAs, changeUserAs, getUser, listUsers } from './service.ts'

export function userRoutes(app: App, deps: Deps): void {
  app.route({
    ...listUsersEndpoint,
    handler: async () => ({ items: await listUsers(deps), nextCursor: null }),
  })
  app.route({
    ...addUser,
    handler: async (request, reply) =>
      reply.code(201).send(await addUserAs(deps, request.viewer, request.body)),
  })
  app.route({
    ...getUserEndpoint,
    handler: (request) => getUser(deps, request.params.id),
  })
  app.route({
    ...changeUser,
    handler: (request) => changeUserAs(deps, request.viewer, request.params.id, request.body),
  })
}
