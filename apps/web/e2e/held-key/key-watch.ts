/** ms from a key to the end of the frame that shows what it did, and how much of that the page worked. */
export type KeyToPaint = { whole: number; worked: number }

declare global {
  interface Window {
    endKeyWatch?: () => KeyToPaint[]
  }
}

/**
 * Runs in the page, so it uses nothing from outside: looks at the clock when a key comes, when all
 * has been done for it, when the next frame begins and when it is painted. In between the page waits
 * for the screen, as long as it happens to.
 */
export function watchKeys(): void {
  const seen: KeyToPaint[] = []
  let frameBegins: (() => void) | undefined
  const onKey = ({ timeStamp }: KeyboardEvent) => {
    let handled = timeStamp
    let begun: number | undefined
    // a listener that was added last, and after it the microtasks of those before
    const onHandled = () => (handled = performance.now())
    addEventListener('keydown', onHandled, { once: true })
    frameBegins = () => {
      begun ??= performance.now()
    }
    requestAnimationFrame(() => {
      begun ??= performance.now()
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', () => {
        const painted = performance.now()
        const waited = Math.max(0, (begun ?? handled) - handled)
        seen.push({ whole: painted - timeStamp, worked: painted - timeStamp - waited })
      })
      port1.start()
      port2.postMessage(null) // arrives when the frame is painted
    })
  }
  const onScroll = () => frameBegins?.() // it comes before the callbacks of the frame
  addEventListener('keydown', onKey, { capture: true })
  addEventListener('scroll', onScroll, { capture: true })
  window.endKeyWatch = () => {
    removeEventListener('keydown', onKey, { capture: true })
    removeEventListener('scroll', onScroll, { capture: true })
    return seen
  }
}
