import { postPublic } from '../network/post-public.ts'
import type { PostAnswer } from '../network/post-public.ts'
import type { PublicDialer } from '../network/public-dialer.ts'
import { PublicFetchError } from '../network/public-url.ts'
import type { VapidKeys } from './vapid-keys.ts'

/** Where a browser is reached, and with what it alone can read what it is told (RFC 8291), in base64url. */
export type BrowserAddress = { endpoint: string; p256dh: string; auth: string }

export type BrowserNews = {
  payload: string
  /** How long the push service keeps it for a browser that is not there, in seconds. */
  keepFor: number
  urgency: 'normal' | 'high'
  /** At most 32 characters of base64url: what is still kept under the same name it replaces (RFC 8030 §5.4). */
  topic: string
}

/** What the push service answered; `again` in ms, null where it does not say when. */
export type BrowserAnswer =
  | { is: 'taken' }
  | { is: 'gone' }
  | { is: 'later'; again: number | null; said: string }
  | { is: 'refused'; said: string }

type Telling = {
  keys: VapidKeys
  /** Whom the push service asks when something is wrong: an https or mailto URL (RFC 8292 §2.1). */
  contact: string
  allowPrivateNetwork: boolean
  dialer?: PublicDialer
}

const TIMEOUT = 15_000 // ms

/**
 * Hands news to the push service of a browser, encrypted for the browser alone (RFC 8030, 8291, 8292). The service
 * is asked like any address that a stranger gave us.
 */
export async function tellBrowser(
  { endpoint, p256dh, auth }: BrowserAddress,
  { payload, keepFor, urgency, topic }: BrowserNews,
  { keys, contact, ...network }: Telling,
): Promise<BrowserAnswer> {
  const { default: webPush } = await import('web-push') // only where somebody is told so
  const { headers, body } = webPush.generateRequestDetails(
    { endpoint, keys: { p256dh, auth } },
    payload,
    { vapidDetails: { subject: contact, ...keys }, TTL: keepFor, urgency, topic },
  )
  const fields = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
  try {
    const post = { headers: Object.fromEntries(fields), body, timeoutMs: TIMEOUT }
    return meaningOf(await postPublic(endpoint, post, network))
  } catch (error) {
    if (!(error instanceof PublicFetchError)) throw error
    if (error.code === 'refused') return { is: 'refused', said: error.message }
    return { is: 'later', again: null, said: error.message }
  }
}

function meaningOf({ status, text, retryAfter }: PostAnswer): BrowserAnswer {
  if (status >= 200 && status < 300) return { is: 'taken' }
  if (status === 404 || status === 410) return { is: 'gone' }
  const said = `answered ${status} ${text}`.trim()
  if (status < 500 && status !== 408 && status !== 429) return { is: 'refused', said }
  const seconds = Number(retryAfter ?? Number.NaN)
  return { is: 'later', again: Number.isFinite(seconds) ? seconds * 1000 : null, said }
}
