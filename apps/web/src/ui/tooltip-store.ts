import { type FocusEvent, type PointerEvent, useSyncExternalStore } from 'react'

export type ShownTooltip = { text: string; shortcut: string | undefined; anchor: Element }

const delay = 500 // ms of rest before it shows
let shown: ShownTooltip | null = null
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

/** What a control spreads to show a tooltip on rest and on keyboard focus. */
export function tooltipHandlers(text: string, shortcut?: string) {
  return {
    onPointerEnter: (event: PointerEvent) => {
      if (event.pointerType === 'mouse') showLater({ text, shortcut, anchor: event.currentTarget })
    },
    onPointerLeave: hideTooltip,
    onPointerDown: hideTooltip,
    onFocus: (event: FocusEvent) => {
      if (event.currentTarget.matches(':focus-visible')) {
        showLater({ text, shortcut, anchor: event.currentTarget })
      }
    },
    onBlur: hideTooltip,
  }
}

export function useShownTooltip(): ShownTooltip | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
  )
}

export function hideTooltip(): void {
  clearTimeout(timer)
  if (shown) change(null)
}

function showLater(tooltip: ShownTooltip): void {
  clearTimeout(timer)
  timer = setTimeout(() => {
    if (tooltip.anchor.isConnected) change(tooltip) // it may have gone meanwhile, with what it was on
  }, delay)
}

function change(next: ShownTooltip | null): void {
  shown = next
  for (const listener of listeners) listener()
}
