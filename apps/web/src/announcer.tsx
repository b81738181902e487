import { useSyncExternalStore } from 'react'

type Urgency = 'polite' | 'assertive'

const texts: Record<Urgency, string> = { polite: '', assertive: '' }
const listeners = new Set<() => void>()

/** Says something to screen readers; the same text twice is said twice. */
export function announce(text: string, urgency: Urgency = 'polite'): void {
  texts[urgency] = texts[urgency] === text ? `${text}\u00a0` : text
  for (const listener of listeners) listener()
}

/** The two live regions of the application; mounted once, at its root. */
export function Announcer() {
  const polite = useSyncExternalStore(subscribe, () => texts.polite)
  const assertive = useSyncExternalStore(subscribe, () => texts.assertive)
  return (
    <>
      <div className="visually-hidden" role="status" aria-live="polite">
        {polite}
      </div>
      <div className="visually-hidden" role="alert" aria-live="assertive">
        {assertive}
      </div>
    </>
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
