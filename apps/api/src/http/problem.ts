import type { Problem } from '@levee/contract'
import { DomainError, type RefusalCode } from '@levee/domain'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { App } from './new-app.ts'
import { fieldMessages } from './field-messages.ts'
import { loggedPath } from './request-log.ts'

const STATUS_OF: Record<RefusalCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 409,
  suspicious: 409,
  'too-many': 429,
  unavailable: 503,
}

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  406: 'Not acceptable',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Not available',
}

const CODES: Record<number, string> = {
  404: 'not-found',
  405: 'not-allowed',
  406: 'not-acceptable',
  413: 'too-large',
  415: 'unsupported-media-type',
  429: 'too-many',
  503: 'unavailable',
}

const RETRY_AFTER = '60' // seconds; the window of every limit

/** Makes every failure an `application/problem+json` (RFC 9457); only this file knows status codes. */
export function answerProblems(app: App): void {
  app.setErrorHandler<FastifyError>((error, request, reply) =>
    sendProblem(reply, problemOf(error, request)),
  )
}

/** Answers a refusal. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.status === 429 || problem.status === 503) reply.header('retry-after', RETRY_AFTER)
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(problem)
}

/** The refusal of a path that leads nowhere. */
export function noSuchPath(request: FastifyRequest): Problem {
  return problem(404, 'not-found', `There is nothing at ${request.method} ${pathOf(request)}.`)
}

function problemOf(error: FastifyError | DomainError, request: FastifyRequest): Problem {
  if (error instanceof DomainError) return refusal(error)
  if (error.validation) return invalidInput(error)
  const status = error.statusCode ?? 500
  if (status >= 400 && status < 500)
    return problem(status, CODES[status] ?? 'invalid', error.message)
  request.log.error(
    { err: error, method: request.method, path: loggedPath(request) },
    'Request failed.',
  )
  return problem(500, 'internal', 'Something went wrong on our side; it was written to the log.')
}

function refusal(error: DomainError): Problem {
  return {
    ...problem(STATUS_OF[error.code], error.code, error.message),
    ...(error.errors.length > 0 ? { errors: [...error.errors] } : {}),
    ...(error.changes === undefined ? {} : { changes: error.changes }),
  }
}

function invalidInput(error: FastifyError): Problem {
  const errors = fieldMessages(error.validation ?? [], error.validationContext ?? 'body')
  const detail = errors.map(({ path, message }) => `${path}: ${message}`).join('; ')
  return { ...problem(400, 'invalid', detail), errors }
}

function problem(status: number, code: string, detail: string): Problem {
  const title = TITLES[status] ?? 'Refused'
  return { type: `urn:levee:problem:${code}`, title, status, detail, code }
}

/** Without the query, which may hold what was searched for. */
function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? ''
}
