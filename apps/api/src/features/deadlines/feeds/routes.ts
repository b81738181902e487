import * as contract from '@levee/contract'
import type { Deps } from '../../../deps.ts'
import type { App } from '../../../http/new-app.ts'
import {
  createDeadlineFeed,
  listDeadlineFeeds,
  readDeadlineFeed,
  removeDeadlineFeed,
} from './deadline-feeds.ts'

/** Deadlines in the calendars that people have elsewhere. */
export function deadlineFeedRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.listDeadlineFeeds,
    handler: async ({ viewer }) => ({
      items: await listDeadlineFeeds(deps, viewer),
      nextCursor: null,
    }),
  })
  app.route({
    ...contract.addDeadlineFeed,
    handler: async ({ viewer, body }, reply) =>
      reply.code(201).send(await createDeadlineFeed(deps, viewer, body.teamId)),
  })
  app.route({
    ...contract.removeDeadlineFeed,
    handler: async ({ viewer, params }, reply) => {
      await removeDeadlineFeed(deps, viewer, params.id)
      return reply.code(204).send(null)
    },
  })
  app.route({
    ...contract.readDeadlineFeed,
    config: { public: true },
    handler: async ({ params, ip }, reply) => {
      const file = await readDeadlineFeed(deps, { secret: params.secret, address: ip })
      return reply
        .header('cache-control', 'private, no-store')
        .header('x-robots-tag', 'noindex')
        .type('text/calendar; charset=utf-8')
        .send(file)
    },
  })
}
