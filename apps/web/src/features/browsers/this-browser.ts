import type { addBrowser, Body } from '@levee/contract'

/** Whether news can reach this browser while no page of Levee is open (Web Push), and if not, why. */
export type BrowserSupport = 'possible' | 'blocked' | 'insecure' | 'unsupported'

const WORKER = '/notices-worker.js'
const SCOPE = '/notices-worker/' // holds no page: the worker sees no request

export function supportOfThisBrowser(): BrowserSupport {
  if (!isSecureContext) return 'insecure'
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window))
    return 'unsupported'
  return Notification.permission === 'denied' ? 'blocked' : 'possible'
}

/** How this browser is reached; null where it is not told anything. */
export async function currentSubscription(): Promise<PushSubscription | null> {
  if (supportOfThisBrowser() !== 'possible') return null
  const registration = await navigator.serviceWorker.getRegistration(SCOPE)
  return (await registration?.pushManager.getSubscription()) ?? null
}

/**
 * Lets this browser be told, by whoever has the private key to this public one.
 * @returns null when the person did not allow it.
 * @throws {DOMException} when the browser cannot reach its push service.
 */
export async function subscribe(publicKey: string): Promise<PushSubscription | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null
  const { pushManager } = await activeWorker()
  const former = await pushManager.getSubscription()
  if (former && keyOf(former) !== publicKey) await former.unsubscribe()
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
}

/** What the server has to know of it. */
export function addressOf(subscription: PushSubscription): Body<typeof addBrowser> {
  const { endpoint = '', keys } = subscription.toJSON()
  return { endpoint, p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' }
}

/** By what the list of browsers tells which of them this is. */
export async function fingerprintOf({ endpoint }: PushSubscription): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint))
  return base64url(hash)
}

/** The public key that it was made with, in base64url. */
export function keyOf({ options }: PushSubscription): string {
  return options.applicationServerKey ? base64url(options.applicationServerKey) : ''
}

async function activeWorker(): Promise<ServiceWorkerRegistration> {
  const registration = await navigator.serviceWorker.register(WORKER, { scope: SCOPE })
  const worker = registration.installing ?? registration.waiting
  if (!registration.active && worker)
    await new Promise<void>((resolve, reject) => {
      worker.addEventListener('statechange', () => {
        if (worker.state === 'activated') resolve()
        if (worker.state === 'redundant') reject(new Error('The service worker did not start.'))
      })
    })
  return registration
}

function base64url(bytes: ArrayBuffer): string {
  return btoa(String.fromCodePoint(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
