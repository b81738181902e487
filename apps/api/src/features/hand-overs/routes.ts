import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { getHandOver, handOver, takeBack } from './service.ts'

/** What happens to the mail of people who are away. */
export function handOverRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.getHandOver,
    handler: ({ viewer, params }) => getHandOver(deps, viewer, params.id),
  })
  app.route({
    ...contract.handOver,
    handler: ({ viewer, params, body }) => handOver(deps, viewer, { ...params, ...body }),
  })
  app.route({
    ...contract.takeBack,
    handler: ({ viewer, params, body }) => takeBack(deps, viewer, { id: params.id, ids: body.ids }),
  })
}
