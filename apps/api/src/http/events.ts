import { eventsUrl, type LiveEvent } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'
import type { Deps } from '../deps.ts'
import { EVERYBODY, EventHub } from './event-hub.ts'
import type { App } from './new-app.ts'

/** What everybody who may see it should hear of; the news leave when the transaction is committed. */
export async function announce(tx: Queryable, event: LiveEvent): Promise<void> {
  await announceAll(tx, [event])
}

/** The same for several events, in their order. */
export async function announceAll(tx: Queryable, events: readonly LiveEvent[]): Promise<void> {
  if (events.length === 0) return
  const payloads = events.map((event) => JSON.stringify(event))
  await tx.run(sql`select pg_notify('levee', payload) from unnest(${payloads}::text[]) as payload`)
}

/** The roles, memberships or sessions of these users changed: their open streams look again at what they may see. */
export async function announceAccessChange(
  tx: Queryable,
  userIds: string[] | 'everybody',
): Promise<void> {
  const whose = userIds === 'everybody' ? [EVERYBODY] : userIds
  await tx.run(sql`select pg_notify('levee_access', id) from unnest(${whose}::text[]) as id`)
}

/** `GET /api/v1/events`: server-sent events, resumed from `Last-Event-ID`. */
export async function eventRoutes(app: App, deps: Deps): Promise<void> {
  const hub = new EventHub(deps)
  app.addHook('onReady', () => hub.open())
  app.addHook('preClose', () => hub.close())
  app.get(eventsUrl, { schema: { summary: 'What changes, as it changes' } }, (request, reply) => {
    const lastEventId = request.headers['last-event-id']
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value)
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no', // nginx would hold events back
    })
    reply.hijack()
    hub.add({
      viewer: request.viewer,
      credential: request.credential,
      response: reply.raw,
      lastEventId: typeof lastEventId === 'string' ? lastEventId : undefined,
    })
  })
}
