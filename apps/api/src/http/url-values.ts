import type { FastifyRequest } from 'fastify'
import type { App } from './new-app.ts'

/** Reads the numbers in a URL's path and query as numbers. Bodies are JSON: nothing is guessed there. */
export function readUrlValues(app: App): void {
  app.addHook('preValidation', async (request) => {
    const { schema } = request.routeOptions
    readNumbers(request.params, schema?.params)
    readNumbers(request.query, schema?.querystring)
  })
}

function readNumbers(values: FastifyRequest['query'], schema: unknown): void {
  if (!isRecord(values) || !isRecord(schema) || !isRecord(schema.properties)) return
  for (const [name, property] of Object.entries(schema.properties)) {
    const text = values[name]
    const isNumber = isRecord(property) && /^(integer|number)$/.test(String(property.type))
    if (isNumber && typeof text === 'string' && /^-?\d{1,15}(\.\d+)?$/.test(text))
      values[name] = Number(text)
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
