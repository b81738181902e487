import { DomainError } from '@levee/domain'
import { type Static, type TSchema } from 'typebox'
import { Value } from 'typebox/value'

/**
 * The value when it is what the endpoint's schema takes: a command is held to the same rules as a request.
 * @throws {DomainError} `invalid`, naming what is wrong.
 */
export function valid<S extends TSchema>(schema: S, value: Static<S>): Static<S> {
  const [first] = Value.Errors(schema, value)
  if (!first) return value
  const path = first.instancePath.slice(1).replaceAll('/', '.')
  throw new DomainError('invalid', `${path || 'The value'} ${first.message}.`)
}
