import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { dryRun, exclusions } from './trial/dry-run.ts'

/** Rules tried on mail that is there, applied to it and taken back. */
export function ruleTrialRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.dryRunRule,
    handler: ({ viewer, body }) => dryRun(deps, viewer, body),
  })
  app.route({
    ...contract.suggestExclusions,
    handler: ({ viewer, body }) => exclusions(deps, viewer, body),
  })
}
