import { once } from 'node:events'
import { request as requestPlain } from 'node:http'
import type { IncomingMessage, RequestOptions } from 'node:http'
import { request as requestSecure } from 'node:https'
import { BlockList, isIP } from 'node:net'
import type { CustomFetch } from 'openid-client'
import { MailServerError, problemOfSystemCode } from '../network/mail-server-error.ts'
import { bareHost } from '../network/public-url.ts'
import { pinnedLookup, resolveHost } from '../network/resolve-host.ts'
import type { OAuthOptions } from './oauth-client.ts'

const MOST_BYTES = 1_000_000 // of an answer: tokens have a few thousand
const TIMEOUT = 20_000 // ms, as for mail servers: nobody waits longer at a form

const machine = new BlockList()
machine.addSubnet('127.0.0.0', 8, 'ipv4')
machine.addAddress('::1', 'ipv6')

/**
 * A `fetch` that talks to these hosts (name and port) and to no other: a provider's answers name URLs,
 * and tokens and secrets are sent to them. Redirections are not followed. Addresses are judged before the
 * socket connects; without TLS only this machine is spoken to.
 * @throws {MailServerError} from the returned function.
 */
export function providerFetch(hosts: ReadonlySet<string>, options: OAuthOptions): CustomFetch {
  return async (address, init) => {
    const url = URL.parse(address)
    if (!url || url.username || !hosts.has(url.host))
      throw refused(`${url?.host ?? 'what it names'} is not a host of this provider`)
    try {
      const { method, body = null, headers, signal } = init
      const bytes = body === null ? Buffer.alloc(0) : Buffer.from(await new Response(body).bytes())
      const limit = AbortSignal.timeout(TIMEOUT)
      const answer = await ask(url, bytes, options, {
        method,
        headers: { ...headers, 'content-length': bytes.length, connection: 'close' },
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      })
      return new Response(await bodyOf(answer), {
        status: answer.statusCode ?? 500,
        headers: { 'content-type': answer.headers['content-type'] ?? '' },
      })
    } catch (error) {
      throw translated(error, url)
    }
  }
}

/**
 * The address of a page, where a browser may be sent: https, or a server on this machine.
 * @throws {MailServerError} `refused`.
 */
export function pageAddress(address: string): string {
  const url = URL.parse(address)
  const isHere =
    url?.protocol === 'http:' && /^(?:127\.[\d.]+|\[::1\]|localhost)$/.test(url.hostname)
  if (url && !url.username && (isHere || url.protocol === 'https:')) return url.href
  throw refused('the page that it names is no https address')
}

async function ask(
  url: URL,
  body: Buffer,
  { allowPrivateNetwork }: OAuthOptions,
  sending: RequestOptions,
): Promise<IncomingMessage> {
  const host = bareHost(url)
  const addresses = await resolveHost(host, allowPrivateNetwork)
  const isHere = addresses.every(({ address, family }) =>
    machine.check(address, family === 6 ? 'ipv6' : 'ipv4'),
  )
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere))
    throw refused('tokens are only sent over https')
  const request = url.protocol === 'https:' ? requestSecure : requestPlain
  const sent = request(url, {
    ...sending,
    agent: false,
    lookup: pinnedLookup(addresses),
    ...(isIP(host) ? {} : { servername: host }),
  })
  sent.end(body)
  const [answer]: IncomingMessage[] = await once(sent, 'response')
  if (!answer) throw new MailServerError('closed', `${url.host} gave no answer.`)
  return answer
}

async function bodyOf(answer: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of answer) {
    length += chunk.length
    if (length > MOST_BYTES) throw new MailServerError('protocol', 'The answer is too large.')
    chunks.push(chunk)
  }
  return length === 0 ? null : new Uint8Array(Buffer.concat(chunks))
}

function refused(why: string): MailServerError {
  return new MailServerError('refused', `The provider is not asked: ${why}.`)
}

function translated(thrown: unknown, { host }: URL): MailServerError {
  if (thrown instanceof MailServerError) return thrown
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  if (error.name === 'TimeoutError' || error.name === 'AbortError')
    return new MailServerError('timeout', `${host} did not answer in time.`, { cause: error })
  const code = 'code' in error ? String(error.code) : ''
  const problem = problemOfSystemCode(code) ?? 'unreachable'
  return new MailServerError(problem, `${host}: ${error.message}`, { cause: error })
}
