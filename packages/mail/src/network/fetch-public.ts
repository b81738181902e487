import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { openPublic } from './open-public.ts'
import { internet } from './public-dialer.ts'
import type { PublicDialer } from './public-dialer.ts'
import { PublicFetchError, publicUrl } from './public-url.ts'

export type FetchLimits = {
  /** ms for all of it, redirections included. */
  timeoutMs: number
  /** bytes of the body. */
  mostBytes: number
  /** The media types that are asked for. */
  accept: string
  /** Refuses whatever is not encrypted, redirections too. */
  onlyHttps?: true
}

/** What pictures of real mails need: http to https, then to a server nearby. */
const MOST_REDIRECTIONS = 3
/** The same for everybody: it tells a sender nothing about who reads, or with what. */
const USER_AGENT = 'Mozilla/5.0 (compatible; mail picture proxy)'

/**
 * Gets what a stranger's URL holds, from the public Internet only: every address is judged as its socket
 * connects, also those of redirections. Sends no cookie, no referrer and nothing of the reader's.
 * @throws {PublicFetchError}
 */
export async function fetchPublic(
  address: string,
  limits: FetchLimits,
  dialer: PublicDialer = internet,
): Promise<Buffer> {
  const signal = AbortSignal.timeout(limits.timeoutMs)
  try {
    let url = publicUrl(address)
    for (let redirections = 0; ; redirections++) {
      if (limits.onlyHttps && url.protocol !== 'https:')
        throw new PublicFetchError('refused', `${url.host} is not asked without encryption.`)
      const answer = await ask(url, { ...limits, signal, dialer })
      const { statusCode = 0, headers } = answer
      if (statusCode < 300 || statusCode > 399 || !headers.location)
        return await bodyOf(answer, limits.mostBytes)
      answer.destroy()
      if (redirections === MOST_REDIRECTIONS)
        throw new PublicFetchError('refused', `${address} leads on and on.`)
      url = publicUrl(URL.parse(headers.location, url.href)?.href ?? headers.location)
    }
  } catch (cause) {
    throw translated(cause, address, signal)
  }
}

type Asking = FetchLimits & { signal: AbortSignal; dialer: PublicDialer }

async function ask(url: URL, asking: Asking): Promise<IncomingMessage> {
  const { accept, signal, dialer } = asking
  const socket = openPublic(url, dialer)
  const sent = request({
    createConnection: () => socket, // no agent: no connection is kept, none is another URL's
    path: url.pathname + url.search,
    headers: {
      host: url.host,
      accept,
      'accept-encoding': 'identity', // nothing to unpack that is small on the way only
      'user-agent': USER_AGENT,
      connection: 'close',
    },
    maxHeaderSize: 16_384,
    signal,
  })
  sent.end()
  const [answer]: IncomingMessage[] = await once(sent, 'response')
  if (!answer) throw new PublicFetchError('unusable', `${url.host} gave no answer.`)
  return answer
}

async function bodyOf(answer: IncomingMessage, mostBytes: number): Promise<Buffer> {
  const { statusCode, headers } = answer
  const encoding = headers['content-encoding'] ?? 'identity'
  if (statusCode !== 200 || encoding !== 'identity') {
    answer.destroy()
    throw new PublicFetchError('unusable', `The server answered ${statusCode} (${encoding}).`)
  }
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of answer) {
    length += chunk.length
    if (length > mostBytes) throw new PublicFetchError('tooLarge', 'The answer is too large.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function translated(cause: unknown, address: string, signal: AbortSignal): PublicFetchError {
  if (cause instanceof PublicFetchError) return cause
  if (signal.aborted) return new PublicFetchError('timeout', `${address} took too long.`, { cause })
  const message = cause instanceof Error ? cause.message : String(cause)
  return new PublicFetchError('unreachable', `${address}: ${message}`, { cause })
}
