import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { calendarHistory, policyHistory } from './history.ts'

/** What policies and calendars were. */
export function deadlineHistoryRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.listPolicyVersions,
    handler: async ({ viewer, params }) => ({
      items: await policyHistory(deps, viewer, params.id),
      nextCursor: null,
    }),
  })
  app.route({
    ...contract.listCalendarVersions,
    handler: async ({ viewer, params }) => ({
      items: await calendarHistory(deps, viewer, params.id),
      nextCursor: null,
    }),
  })
}
