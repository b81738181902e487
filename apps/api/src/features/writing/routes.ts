import {
  changeWritingSettings,
  getWritingSettings,
  setMailboxSignature,
  suggestRecipients as suggestRecipientsEndpoint,
} from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import {
  changeOwnSettings,
  changeSignature,
  suggestRecipients,
  writingSettings,
} from './service.ts'

/** What people write with: signatures, how long a mail waits, whom they write to. */
export function writingRoutes(app: App, deps: Deps): void {
  app.route({
    ...getWritingSettings,
    handler: ({ viewer }) => writingSettings(deps.db, viewer),
  })
  app.route({
    ...changeWritingSettings,
    handler: ({ viewer, body }) => changeOwnSettings(deps, viewer, body),
  })
  app.route({
    ...setMailboxSignature,
    handler: ({ viewer, params, body }) =>
      changeSignature(deps, viewer, { mailboxId: params.id, ...body }),
  })
  app.route({
    ...suggestRecipientsEndpoint,
    handler: async ({ viewer, query }) => ({
      items: await suggestRecipients(deps.db, viewer, query.q),
    }),
  })
}
