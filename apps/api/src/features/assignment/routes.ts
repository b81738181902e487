import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { openConversation } from './service.ts'

/** What gives mail to people by itself. */
export function assignmentRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.openConversation,
    handler: ({ viewer, params }) => openConversation(deps, viewer, params.id),
  })
}
