import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { declareLegitimate, reportPhishing } from './service.ts'

/** What staff say of a sender: that it is phishing, or that it is not. */
export function trustRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.reportPhishing,
    handler: ({ viewer, params: { id }, body: { revision } }) =>
      reportPhishing(deps, viewer, { id, revision }),
  })
  app.route({
    ...contract.declareLegitimate,
    handler: ({ viewer, params: { id }, body }) => declareLegitimate(deps, viewer, { id, ...body }),
  })
}
