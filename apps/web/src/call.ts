import type { Answer, Body, Endpoint, Params, Problem, Query } from '@levee/contract'
import { ProblemError } from './problem-error.ts'
import { fetchRefusalWords } from './refusal-words.ts'

type Part<Name extends string, Value> = Value extends undefined
  ? { [N in Name]?: undefined }
  : undefined extends Value
    ? { [N in Name]?: Value }
    : { [N in Name]: Value }

export type CallInput<E extends Endpoint> = Part<'params', Params<E>> &
  (Query<E> extends undefined ? { query?: undefined } : { query?: Query<E> }) &
  Part<'body', Body<E>> & { signal?: AbortSignal }

type Loose = {
  params?: object | undefined
  query?: object | undefined
  body?: unknown
  signal?: AbortSignal
}

/**
 * Calls one endpoint of the contract.
 * @throws {ProblemError} when the server refuses or cannot be reached.
 */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: CallInput<E>,
): Promise<Answer<E>> {
  const { params, query, body, signal }: Loose = input
  const isForm = body instanceof FormData
  const response = await send(urlOf(endpoint, params, query), {
    method: endpoint.method,
    headers: {
      accept: 'application/json',
      ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    ...(signal && { signal }),
  })
  if (!response.ok) throw new ProblemError(await problemOf(response))
  return JSON.parse((await response.text()) || 'null') // 204 has no body
}

/** Calls an endpoint while the page goes away; nobody hears the answer. */
export function callOnLeaving<E extends Endpoint>(
  endpoint: E,
  { params, body }: { params: Params<E>; body: Body<E> },
): void {
  const content = new Blob([JSON.stringify(body)], { type: 'application/json' })
  navigator.sendBeacon(urlOf(endpoint, Object(params)), content)
}

/** The page that the server begins with now; undefined when no server answers. */
export async function readIndexPage(): Promise<string | undefined> {
  try {
    const response = await fetch('/', { cache: 'no-store' })
    return response.ok ? await response.text() : undefined
  } catch {
    return undefined // no connection
  }
}

/** Sends a file as it is, as the whole body. */
export async function uploadText<E extends Endpoint>(
  endpoint: E,
  { params, query, file, type }: { params: Params<E>; query: Query<E>; file: File; type: string },
): Promise<Answer<E>> {
  const response = await send(urlOf(endpoint, Object(params), Object(query)), {
    method: endpoint.method,
    headers: { 'content-type': type },
    body: file,
  })
  if (!response.ok) throw new ProblemError(await problemOf(response))
  return response.json()
}

/** The address of an endpoint, for frames and downloads that the browser fetches itself. */
export function urlOf(endpoint: Endpoint, params: object = {}, query: object = {}): string {
  const values = new Map(Object.entries(params))
  const path = endpoint.url.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(values.get(name))),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  return search.size > 0 ? `${path}?${search}` : path
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { credentials: 'same-origin', ...init })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ProblemError(
      {
        type: 'about:blank',
        title: 'The server cannot be reached.',
        status: 0,
        code: 'unreachable',
      },
      { cause },
    )
  }
}

async function problemOf(response: Response): Promise<Problem> {
  await fetchRefusalWords(response.status)
  if (response.headers.get('content-type')?.includes('json')) return response.json()
  return {
    type: 'about:blank',
    title: `The server answered ${response.status}.`,
    status: response.status,
    code: 'unexpected',
  }
}
