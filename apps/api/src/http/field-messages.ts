import type { FastifySchemaValidationError } from 'fastify/types/schema.js'

type FieldMessage = { path: string; message: string }

const MOST = 20 // messages: a form has fewer fields, and a list of wrong ids needs no more

/** Says what is wrong with each field of a request in words for people; `part` is body, params … */
export function fieldMessages(
  errors: FastifySchemaValidationError[],
  part: string,
): FieldMessage[] {
  const messages = new Map<string, FieldMessage>()
  for (const error of errors) {
    const path = pathOf(error, part)
    if (!messages.has(path)) messages.set(path, { path, message: messageOf(error) })
    if (messages.size === MOST) break
  }
  return [...messages.values()]
}

function pathOf({ instancePath, params }: FastifySchemaValidationError, part: string): string {
  const member = params.missingProperty ?? params.additionalProperty
  const steps = [
    ...instancePath.split('/').slice(1),
    ...(typeof member === 'string' ? [member] : []),
  ]
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')).join('.') || part
}

const FORMATS: Record<string, string> = {
  email: 'must be an e-mail address such as name@example.org',
  uuid: 'must be an id',
  'date-time': 'must be an instant such as 2026-03-01T08:00:00Z',
}

function messageOf({ keyword, params, message }: FastifySchemaValidationError): string {
  const limit = String(params.limit)
  const plural = params.limit === 1 ? '' : 's'
  const sentences: Record<string, string | undefined> = {
    required: 'is missing',
    additionalProperties: 'is not known here',
    minLength: params.limit === 1 ? 'must not be empty' : `must have at least ${limit} characters`,
    maxLength: `must have at most ${limit} characters`,
    minItems: `must have at least ${limit} item${plural}`,
    maxItems: `must have at most ${limit} item${plural}`,
    minimum: `must be at least ${limit}`,
    maximum: `must be at most ${limit}`,
    enum: `must be one of ${listed(params.allowedValues)}`,
    type: `must be ${withArticle(listed(params.type))}`,
    format: FORMATS[String(params.format)],
  }
  return sentences[keyword] ?? message ?? 'is not valid'
}

function listed(words: unknown): string {
  return Array.isArray(words) ? words.join(', ') : String(words)
}

function withArticle(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`
}
