import { useSyncExternalStore } from 'react'

export type Toast = {
  id: number
  text: string
  tone: 'done' | 'problem'
  action?: { label: string; shortcut?: string; run: () => void } | undefined
  /** For what happens when it ends, whoever looks at it: how long, and what it says meanwhile. */
  until?: { ms: number; text: (secondsLeft: number) => string } | undefined
}

const queueLimit = 3
let queue: Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

/** Shows a toast; a new one replaces the one on screen once that has had its time, or at once when the queue is full. */
export function showToast(toast: Omit<Toast, 'id'>): void {
  lastId += 1
  const next = { ...toast, id: lastId }
  // An action is confirmed at once: somebody who archives twenty mails wants to hear about the last one.
  // A problem does not wait behind a confirmation, which it may well contradict.
  const problems = queue.filter(({ tone }) => tone === 'problem')
  queue = toast.tone === 'done' ? [next] : [...problems, next].slice(-queueLimit)
  announceChange()
}

export function dismissToast(id: number): void {
  queue = queue.filter((toast) => toast.id !== id)
  announceChange()
}

export function useCurrentToast(): Toast | undefined {
  return useSyncExternalStore(subscribe, () => queue[0])
}

function announceChange(): void {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
