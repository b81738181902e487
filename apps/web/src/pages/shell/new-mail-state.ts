import { useSyncExternalStore } from 'react'

/** The new mail that is being written: which draft of them, null for another one; undefined: none. */
let open: string | null | undefined
const listeners = new Set<() => void>()

/** Opens the window of a new mail; with a draft, to go on with that. */
export function openNewMail(draftId: string | null = null): void {
  setNewMail(draftId)
}

export function setNewMail(next: string | null | undefined): void {
  open = next
  for (const listener of listeners) listener()
}

export function useNewMailOpen(): string | null | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => open,
  )
}
