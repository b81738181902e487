import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

const FACTORS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4]

export type Zoom = {
  factor: number
  /** Absent at the end of the scale. */
  zoomIn: (() => void) | undefined
  zoomOut: (() => void) | undefined
  reset: () => void
  /** For other content, which begins at its top. */
  startOver: () => void
}

/** How large something is shown; what is in the middle of `scroller` stays there. */
export function useZoom(scroller: RefObject<HTMLElement | null>): Zoom {
  const [factor, setFactor] = useState(1)
  const middle = useRef<Place | null>(null)
  useLayoutEffect(() => {
    if (scroller.current && middle.current) moveTo(middle.current, scroller.current)
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- it has another size then
  }, [factor, scroller])
  const zoomTo = (next: number) => {
    middle.current = scroller.current && middleOf(scroller.current)
    setFactor(next)
  }
  const to = (next: number | undefined) => (next === undefined ? undefined : () => zoomTo(next))
  return {
    factor,
    zoomIn: to(FACTORS.find((each) => each > factor)),
    zoomOut: to(FACTORS.findLast((each) => each < factor)),
    reset: () => zoomTo(1),
    startOver: () => {
      middle.current = null
      setFactor(1)
    },
  }
}

/** Shares of what can be scrolled: 0–1. */
type Place = { x: number; y: number }

function middleOf(box: HTMLElement): Place {
  return {
    x: (box.scrollLeft + box.clientWidth / 2) / box.scrollWidth,
    y: (box.scrollTop + box.clientHeight / 2) / box.scrollHeight,
  }
}

function moveTo({ x, y }: Place, box: HTMLElement): void {
  box.scrollTo({
    left: x * box.scrollWidth - box.clientWidth / 2,
    top: y * box.scrollHeight - box.clientHeight / 2,
  })
}
