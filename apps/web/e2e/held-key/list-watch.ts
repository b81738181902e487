/** What was seen of the list, frame by frame, while a key was held. */
export type Watched = {
  frames: number
  /** ms between two frames, the longest. */
  longestFrame: number
  /** Places for a row in sight that showed none, the most in one frame. */
  blankRows: number
  blankFrames: number
  /** Frames in which the cursor's row was out of sight. */
  lostCursor: number
}

declare global {
  interface Window {
    endListWatch?: () => Watched
  }
}

/** Runs in the page, so it uses nothing from outside: looks at the list before each frame is painted. */
export function watchList(): void {
  const rowHeight = 76 // px
  const seen: Watched = {
    frames: 0,
    longestFrame: 0,
    blankRows: 0,
    blankFrames: 0,
    lostCursor: 0,
  }
  let isWatching = true
  let lastFrame = performance.now()
  const look = (at: number) => {
    if (!isWatching) return
    requestAnimationFrame(look)
    seen.frames += 1
    seen.longestFrame = Math.max(seen.longestFrame, at - lastFrame)
    lastFrame = at
    const grid = document.querySelector('[data-part="list"] [role="grid"]')
    const sight = grid?.parentElement?.getBoundingClientRect()
    if (!grid || !sight) {
      seen.blankFrames += 1
      seen.blankRows = Math.max(seen.blankRows, Math.floor(innerHeight / rowHeight))
      return
    }
    const spans = [...grid.querySelectorAll('[role="row"]')]
      .filter((row) => row.textContent.trim() !== '') // a skeleton has none
      .map((row) => row.getBoundingClientRect())
      .map(({ top, bottom }) => [Math.max(top, sight.top), Math.min(bottom, sight.bottom)] as const)
      .filter(([top, bottom]) => bottom > top)
      .sort((a, b) => a[0] - b[0])
    let reached = sight.top
    let blank = 0 // px
    for (const [top, bottom] of spans) {
      blank += Math.max(0, top - reached)
      reached = Math.max(reached, bottom)
    }
    blank += Math.max(0, sight.bottom - reached)
    if (blank > 1) seen.blankFrames += 1
    seen.blankRows = Math.max(seen.blankRows, Math.ceil((blank - 1) / rowHeight))
    const cursor = grid.querySelector('[aria-current]')?.getBoundingClientRect()
    if (!cursor || cursor.top < sight.top - 1 || cursor.bottom > sight.bottom + 1)
      seen.lostCursor += 1
  }
  requestAnimationFrame(look)
  window.endListWatch = () => {
    isWatching = false
    return seen
  }
}
