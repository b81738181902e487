import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { fastify, LogController } from 'fastify'
import type { Deps } from '../deps.ts'
import { schemaCompilers } from './schema-compilers.ts'

/** The HTTP server with its limits and its way to validate, without any route. */
export function newApp({ config, log }: Pick<Deps, 'config' | 'log'>) {
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }), // request-log.ts does it
    // behind a reverse proxy of this machine or network the client's address is the one it reports
    trustProxy: config.publicUrl ? ['loopback', 'linklocal', 'uniquelocal'] : false,
    bodyLimit: 1_048_576, // bytes; routes that take mail or files say their own
    requestTimeout: 300_000, // ms; a slow upload, but no connection held for ever
    keepAliveTimeout: 75_000, // ms; longer than the 60 s of usual reverse proxies
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: false },
    schemaController: { compilersFactory: schemaCompilers },
    ajv: {
      customOptions: {
        removeAdditional: false,
        coerceTypes: false,
        allErrors: true,
        strict: false,
      },
    },
  })
  app.decorate('routeNames', [])
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) if (each !== 'HEAD') app.routeNames.push(`${each} ${url}`)
  })
  return app.withTypeProvider<TypeBoxTypeProvider>()
}

/** The server that features add their routes to. */
export type App = ReturnType<typeof newApp>

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route, as `GET /api/v1/tags`: what a test proves the access of. */
    routeNames: string[]
  }
  interface FastifyContextConfig {
    /** Needs nobody to be signed in. */
    public?: boolean
  }
}
