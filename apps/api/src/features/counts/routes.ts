import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { getCounts } from './service.ts'

/** The numbers beside the views and mailboxes. */
export function countRoutes(app: App, deps: Deps): void {
  app.route({ ...contract.getCounts, handler: ({ viewer }) => getCounts(deps, viewer) })
}
