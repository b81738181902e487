import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { deadlineReport } from './service.ts'

/** What managers look at. */
export function reportRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.getDeadlineReport,
    handler: ({ viewer, query }) => deadlineReport(deps, viewer, query),
  })
}
