import { addBrowser } from '@levee/contract'
import { call } from '../../call.ts'
import { addressOf, currentSubscription } from './this-browser.ts'

/** Goes where a notice of the browser leads, while this page is open. */
export function openFromNotices(): void {
  navigator.serviceWorker.addEventListener('message', open) // the same one twice is one
}

function open({ data }: MessageEvent<unknown>): void {
  if (typeof data !== 'object' || data === null || !('open' in data)) return
  if (typeof data.open === 'string') history.pushState(null, '', data.open) // the router hears of it
}

/** Says to the server that this browser is still there, and in which session: signing out ends it. */
export async function followNotices(): Promise<void> {
  openFromNotices()
  const subscription = await currentSubscription()
  if (subscription) await call(addBrowser, { body: addressOf(subscription) })
}
