import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { openPublic, portOf, secured } from './open-public.ts'
import { internet } from './public-dialer.ts'
import type { PublicDialer } from './public-dialer.ts'
import { bareHost, PublicFetchError, publicUrl } from './public-url.ts'

/** What is posted, and how long the answer may take, in ms. */
export type Post = { headers: Record<string, string>; body: string | Buffer; timeoutMs: number }

/** How it was answered; retryAfter: `Retry-After` as the server wrote it. */
export type PostAnswer = { status: number; text: string; retryAfter?: string }

/** What to say of an answer; the rest is read by nobody. */
const MOST_OF_ANSWER = 200 // characters

/**
 * Posts to a URL that somebody gave us, once, following nothing. Only the public Internet is reached, unless
 * the operator allows private networks; every address is judged as its socket connects.
 * @returns the status of the answer and how it begins.
 * @throws {PublicFetchError} when there is no answer.
 */
export async function postPublic(
  address: string,
  post: Post,
  {
    allowPrivateNetwork,
    dialer = internet,
  }: { allowPrivateNetwork: boolean; dialer?: PublicDialer },
): Promise<PostAnswer> {
  const signal = AbortSignal.timeout(post.timeoutMs)
  try {
    const url = allowPrivateNetwork ? new URL(address) : publicUrl(address)
    const socket = allowPrivateNetwork
      ? secured(url, connect({ host: bareHost(url), port: portOf(url) }))
      : openPublic(url, dialer)
    const sent = request({
      method: 'POST',
      createConnection: () => socket, // no agent: no connection is kept
      path: url.pathname + url.search,
      headers: {
        ...post.headers,
        host: url.host,
        'content-length': Buffer.byteLength(post.body),
        connection: 'close',
      },
      maxHeaderSize: 16_384,
      signal,
    })
    sent.end(post.body)
    const [answer]: IncomingMessage[] = await once(sent, 'response')
    if (!answer) throw new PublicFetchError('unusable', `${url.host} gave no answer.`)
    const retryAfter = answer.headers['retry-after']
    return {
      status: answer.statusCode ?? 0,
      text: await beginningOf(answer),
      ...(retryAfter !== undefined && { retryAfter }),
    }
  } catch (cause) {
    if (cause instanceof PublicFetchError) throw cause
    if (signal.aborted)
      throw new PublicFetchError('timeout', `${hostOf(address)} took too long.`, { cause })
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new PublicFetchError('unreachable', `${hostOf(address)}: ${message}`, { cause })
  }
}

/** Not the whole URL, which may hold a secret. */
function hostOf(address: string): string {
  return URL.parse(address)?.host ?? 'The address'
}

async function beginningOf(answer: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of answer) {
    text += String(chunk)
    if (text.length >= MOST_OF_ANSWER) break
  }
  answer.destroy()
  return text.slice(0, MOST_OF_ANSWER)
}
