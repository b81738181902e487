import type { Answer, Endpoint, Problem } from '@levee/contract'
import { ProblemError } from './problem-error.ts'
import { fetchRefusalWords } from './refusal-words.ts'

type Watch = {
  /** How much of it is there, from 0 to 1. */
  onProgress?: (share: number) => void
  signal?: AbortSignal
}

/**
 * Uploads one file, and says how far it is: the one call that is not a `fetch`, which cannot tell.
 * @throws {ProblemError} when the server refuses, cannot be reached, or `signal` ends it.
 */
export function upload<E extends Endpoint>(
  endpoint: E,
  file: File,
  { onProgress, signal }: Watch = {},
): Promise<Answer<E>> {
  const form = new FormData()
  form.append('file', file, file.name)
  const request = new XMLHttpRequest()
  return new Promise((resolve, reject) => {
    const fail = async () => {
      await fetchRefusalWords(request.status)
      reject(new ProblemError(problemOf(request)))
    }
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText))
      else void fail()
    })
    for (const event of ['error', 'abort', 'timeout'])
      request.addEventListener(event, () => void fail())
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      if (total > 0) onProgress?.(loaded / total)
    })
    signal?.addEventListener('abort', () => request.abort())
    request.open(endpoint.method, endpoint.url)
    request.setRequestHeader('accept', 'application/json')
    request.send(form)
  })
}

function problemOf(request: XMLHttpRequest): Problem {
  const { status } = request
  if (request.getResponseHeader('content-type')?.includes('json'))
    return JSON.parse(request.responseText)
  const title = status === 0 ? 'The server cannot be reached.' : `The server answered ${status}.`
  return {
    type: 'about:blank',
    title,
    status,
    code: status === 0 ? 'unreachable' : 'unexpected',
  }
}
