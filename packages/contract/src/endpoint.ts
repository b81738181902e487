import type { Static, TSchema } from 'typebox'

/** The parts of a request and the answers that an endpoint validates. */
export interface EndpointSchema {
  readonly summary: string
  readonly params?: TSchema
  readonly querystring?: TSchema
  readonly body?: TSchema
  readonly response: { readonly [status: number]: TSchema }
}

/** One route, written once: the server spreads it into `app.route()`, the browser passes it to `call()`. */
export interface Endpoint<S extends EndpointSchema = EndpointSchema> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly schema: S
}

/** Declares an endpoint; `url` is relative to the server's root and keeps Fastify's `:name` parameters. */
export function endpoint<const S extends EndpointSchema>(declared: Endpoint<S>): Endpoint<S> {
  return declared
}

type Part<
  S extends EndpointSchema,
  K extends 'params' | 'querystring' | 'body',
> = S[K] extends TSchema ? Static<S[K]> : undefined

/** What `call()` and `app.inject` must be given for an endpoint. */
export type Params<E extends Endpoint> = Part<E['schema'], 'params'>
export type Query<E extends Endpoint> = Part<E['schema'], 'querystring'>
export type Body<E extends Endpoint> = Part<E['schema'], 'body'>

/** What an endpoint answers when it succeeds; undefined for 204. */
export type Answer<E extends Endpoint> = {
  [Status in keyof E['schema']['response']]: E['schema']['response'][Status] extends TSchema
    ? Static<E['schema']['response'][Status]>
    : never
}[keyof E['schema']['response']]
