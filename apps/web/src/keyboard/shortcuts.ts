import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { keyName } from './key-name.ts'

/** What to do for a key; a sequence such as `g u` is two names with a blank between. */
export type Shortcuts = { readonly [keys: string]: (event: KeyboardEvent) => void }

const prefixWait = 1_200 // ms
const remembered = 'levee.singleKeys'
/** What has a use of its own for a key while it has the focus. */
const pressedBy: { readonly [key: string]: string } = {
  Enter: 'a, button, summary',
  ' ': 'a, button, summary, input, pre',
}
const active: { current: Shortcuts }[] = []
const listeners = new Set<() => void>()
let pendingPrefix: string | null = null
let prefixTimer: ReturnType<typeof setTimeout> | undefined

/** Binds keys while the component is mounted; of two that bind the same key, the later mounted wins. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts)
  useLayoutEffect(() => {
    latest.current = shortcuts
  })
  useEffect(() => {
    if (active.length === 0) addEventListener('keydown', onKeyDown)
    active.push(latest)
    return () => {
      active.splice(active.indexOf(latest), 1)
      if (active.length === 0) removeEventListener('keydown', onKeyDown)
    }
  }, [])
}

/** The first key of a sequence that waits for its second, for a hint on the screen. */
export function usePendingPrefix(): string | null {
  return useSyncExternalStore(subscribe, () => pendingPrefix)
}

/** Whether single keys act (WCAG 2.1.4 asks for a way to turn them off). */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  return [useSyncExternalStore(subscribe, singleKeysAct), chooseSingleKeys]
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const name = keyName(event)
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
  if (isTyping(event.target) || isBelowOverlay(event.target) || isUsed(event)) return
  if (isPlain && !singleKeysAct() && name !== '?') return
  const keys = pendingPrefix === null ? name : `${pendingPrefix} ${name}`
  setPrefix(null)
  const action = find(keys)
  if (action) {
    event.preventDefault()
    action(event)
  } else if (isPlain && isPrefix(keys)) {
    setPrefix(keys)
    prefixTimer = setTimeout(() => setPrefix(null), prefixWait)
  }
}

function find(keys: string): ((event: KeyboardEvent) => void) | undefined {
  return active.findLast((shortcuts) => shortcuts.current[keys])?.current[keys]
}

function isPrefix(keys: string): boolean {
  return active.some(({ current }) =>
    Object.keys(current).some((name) => name.startsWith(`${keys} `)),
  )
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  if (target instanceof HTMLSelectElement) return true
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)
  )
}

/** Enter and Space press what has the focus, Space also checks or scrolls it, backwards with Shift. */
function isUsed({ key, shiftKey, target }: KeyboardEvent): boolean {
  if (key === ' ' && shiftKey) return true
  const owners = pressedBy[key]
  return owners !== undefined && target instanceof Element && target.closest(owners) !== null
}

/** Dialogs, menus and pickers have keys of their own. */
function isBelowOverlay(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null
}

function setPrefix(prefix: string | null): void {
  clearTimeout(prefixTimer)
  if (pendingPrefix === prefix) return
  pendingPrefix = prefix
  tellListeners()
}

function singleKeysAct(): boolean {
  return localStorage.getItem(remembered) !== 'off'
}

function chooseSingleKeys(on: boolean): void {
  localStorage.setItem(remembered, on ? 'on' : 'off')
  tellListeners()
}

function tellListeners(): void {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
