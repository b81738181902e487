/** The number of the page that somebody reads in a scrolled preview: the last one at its end. */
export function pageAt(scroller: Element): number {
  const pages = [...scroller.querySelectorAll('[data-page]')]
  const { top, height } = scroller.getBoundingClientRect()
  const isAtEnd = scroller.scrollTop > 0 && scroller.scrollTop + height >= scroller.scrollHeight - 2
  if (isAtEnd) return pages.length
  const reading = top + height * 0.4
  const begun = pages.filter((page) => page.getBoundingClientRect().top <= reading)
  return Math.max(1, begun.length)
}
