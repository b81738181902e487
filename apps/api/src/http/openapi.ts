import swagger from '@fastify/swagger'
import { Problem } from '@levee/contract'
import type { FastifyContextConfig, FastifySchema } from 'fastify'
import type { App } from './new-app.ts'

export const OPENAPI_URL = '/api/v1/openapi.json'

/** Publishes the OpenAPI 3.1 document of every route, made from the schemas that validate them. */
export async function publishOpenApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Levee',
        version: '1',
        description: 'Receives, sorts, answers and files the incoming mail of an organisation.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'levee_session' },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
      security: [{ session: [] }, { token: [] }],
    },
    transform: ({ schema, url, route }) => ({ url, schema: documented(schema, route.config) }),
  })
  app.get(OPENAPI_URL, { config: { public: true }, schema: { hide: true } }, async () =>
    app.swagger(),
  )
}

const refusal = {
  description: 'Refused (RFC 9457)',
  content: { 'application/problem+json': { schema: Problem } },
}

/** What the document says beside the schemas: how a refusal looks, and where nobody need be signed in. */
function documented(
  schema: FastifySchema | undefined,
  config: FastifyContextConfig | undefined,
): FastifySchema {
  const response = schema?.response
  const answers = typeof response === 'object' && response !== null ? response : {}
  return {
    ...schema,
    response: { ...answers, '4XX': refusal },
    ...(config?.public && { security: [] }),
  }
}
