import { changeAcknowledgements, getAcknowledgements as getEndpoint } from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { getAcknowledgements, patchAcknowledgements } from './service.ts'

/** The switch of automatic answers. */
export function acknowledgementRoutes(app: App, deps: Deps): void {
  app.route({ ...getEndpoint, handler: ({ viewer }) => getAcknowledgements(deps, viewer) })
  app.route({
    ...changeAcknowledgements,
    handler: ({ viewer, body }) => patchAcknowledgements(deps, viewer, body),
  })
}
