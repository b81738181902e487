/** Gives the focus, once it is drawn, to the last or first of what a selector finds in a part. */
export function focusNext(part: Element | null, selector: string, which: 'first' | 'last'): void {
  requestAnimationFrame(() => {
    const found = [...(part?.querySelectorAll<HTMLElement>(selector) ?? [])]
    found.at(which === 'first' ? 0 : -1)?.focus()
  })
}
