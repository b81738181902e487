import { presenceBeat, type PresenceState, showPresence } from '@levee/contract'
import { useEffect } from 'react'
import { call, callOnLeaving } from '../../call.ts'

type Place = { conversationId: string; state: PresenceState }

const settling = 300 // ms: who runs through the list is nowhere yet
const longestHidden = 4 * 60_000 // ms: then browsers let a hidden page beat once a minute only
const tab = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
  byte.toString(16).padStart(2, '0'),
).join('')

let place: Place | null = null
let told: Place | null = null
let hiddenSince: number | null = null
let settlingTimer: ReturnType<typeof setTimeout> | undefined
let beatTimer: ReturnType<typeof setInterval> | undefined

/** Says every few seconds what one does with the open mail; in a hidden window only whoever writes is there. */
export function usePresenceBeat(conversationId: string, state: PresenceState): void {
  useEffect(() => {
    go({ conversationId, state })
    return () => go(null)
  }, [conversationId, state])
}

function go(next: Place | null): void {
  place = next
  clearTimeout(settlingTimer)
  settlingTimer = setTimeout(beat, settling)
  if (beatTimer !== undefined) return
  beatTimer = setInterval(beat, presenceBeat * 1_000)
  document.addEventListener('visibilitychange', onVisibility)
  addEventListener('pagehide', onLeaving)
}

function onVisibility(): void {
  hiddenSince = document.visibilityState === 'hidden' ? performance.now() : null
  beat()
}

function beat(): void {
  const now = isThere() ? place : null
  if (told && told.conversationId !== now?.conversationId) tell({ ...told, state: 'gone' })
  if (now) tell(now)
  told = now
  if (place !== null) return
  clearInterval(beatTimer)
  beatTimer = undefined
  document.removeEventListener('visibilitychange', onVisibility)
  removeEventListener('pagehide', onLeaving)
}

function isThere(): boolean {
  if (hiddenSince === null) return true
  return place?.state === 'writing' && performance.now() - hiddenSince < longestHidden
}

function tell({
  conversationId,
  state,
}: {
  conversationId: string
  state: Place['state'] | 'gone'
}) {
  // a hint to others: the next one comes in some seconds
  call(showPresence, { params: { id: conversationId }, body: { state, tab } }).catch(
    () => undefined,
  )
}

function onLeaving(): void {
  if (!told) return
  const { conversationId } = told
  callOnLeaving(showPresence, { params: { id: conversationId }, body: { state: 'gone', tab } })
  told = null
}
