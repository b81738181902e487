import type { KeyboardEvent, RefObject } from 'react'
import type { Zoom } from './use-zoom.ts'

type PreviewActions = {
  scroller: RefObject<HTMLElement | null>
  zoom: Zoom
  step: (by: 1 | -1) => void
}

type OnKeyDown = (event: KeyboardEvent<HTMLElement>) => void

const LINE = 60 // px

/** The keys of the preview, wherever in it the focus is. */
export function usePreviewKeys({ scroller, zoom, step }: PreviewActions): OnKeyDown {
  const scroll = (left: number, top: number) => scroller.current?.scrollBy({ left, top })
  const across = (by: 1 | -1) => {
    const box = scroller.current
    // what is wider than the window can only be read by moving it
    if (box && box.scrollWidth > box.clientWidth) scroll(by * LINE, 0)
    else step(by)
  }
  const keys: Record<string, (() => void) | undefined> = {
    ArrowLeft: () => across(-1),
    ArrowRight: () => across(1),
    ArrowUp: () => scroll(0, -LINE),
    ArrowDown: () => scroll(0, LINE),
    '+': zoom.zoomIn,
    '=': zoom.zoomIn,
    '-': zoom.zoomOut,
    '0': zoom.reset,
  }
  return (event) => {
    const { key, target, currentTarget } = event
    if (!(target instanceof Node) || !currentTarget.contains(target)) return // a dialog over it
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const act = keys[key]
    const scrollsByItself = /^Arrow(?:Up|Down)$/.test(key) && scroller.current?.contains(target)
    if (!act || scrollsByItself) return
    event.preventDefault()
    act()
  }
}
