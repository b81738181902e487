/** Gives the focus, once it is drawn, to the last or first of what a selector finds in a part. */
export function focusNext(part: Element | null, selector: string, which: 'first' | 'last'): void {
  requestAnimationFrame(() => {
    const found = [...(part?.querySelectorAll<HTMLElement>(selector) ?? [])]
    found.at(which === 'first' ? 0 : -1)?.focus()
  })
}

/** Where what had the focus is gone: gives it to the rule that is open in the list, or else to the filter above. */
export function focusRulesIfLost(): void {
  const give = () => {
    if (document.activeElement !== document.body) return
    const list = document.querySelector('[data-part="rules"]')
    const open = list?.querySelector<HTMLElement>('[aria-current]')
    const filter = list?.querySelector<HTMLElement>('input')
    ;(open ?? filter)?.focus()
  }
  requestAnimationFrame(() => requestAnimationFrame(give)) // a button that is disabled loses it after the first
}
