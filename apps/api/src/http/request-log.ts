import type { App } from './new-app.ts'

/** One line per request at debug: what, how it ended, how long it took. Never its query nor its body. */
export function logRequests(app: App): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.debug({
      method: request.method,
      path: request.url.split('?', 1)[0],
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
    })
  })
}
