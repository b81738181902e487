import type { FastifyRequest } from 'fastify'
import type { App } from './new-app.ts'

/** One line per request at debug: what, how it ended, how long it took. Never its query nor its body. */
export function logRequests(app: App): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.debug({
      method: request.method,
      path: loggedPath(request),
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
    })
  })
}

/** The path of a request without its query, nor the secret that some paths hold. */
export function loggedPath({
  url,
  routeOptions,
}: Pick<FastifyRequest, 'url' | 'routeOptions'>): string {
  const route = routeOptions.url
  return route?.includes(':secret') ? route : (url.split('?', 1)[0] ?? '')
}
