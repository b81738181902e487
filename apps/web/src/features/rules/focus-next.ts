/** Gives the focus, once it is drawn, to the last or first of what a selector finds in a part. */
export function focusNext(part: Element | null, selector: string, which: 'first' | 'last'): void {
  requestAnimationFrame(() => {
    const found = [...(part?.querySelectorAll<HTMLElement>(selector) ?? [])]
    found.at(which === 'first' ? 0 : -1)?.focus()
  })
}

/** Of a condition: what it is compared with; of one on a header, first the header's name. */
export const VALUE_OF_CONDITION = [
  '[data-comparison] > :nth-child(3):is(input, select)',
  '[data-comparison] > :nth-child(3) > :is(button, input)',
  '[data-comparison] + input',
].join()

/**
 * Gives the focus to the last of what a selector finds, and opens it where it is a list of which nothing is
 * chosen yet: the browser's own only for the mouse, since keys choose in it while it is closed.
 */
export function openNext(part: Element | null, selector: string, isPointer: boolean): void {
  requestAnimationFrame(() => {
    const found = [...(part?.querySelectorAll<HTMLElement>(selector) ?? [])].at(-1)
    found?.focus()
    if (found?.ariaHasPopup === 'menu' && !found.previousElementSibling) found.click()
    if (found instanceof HTMLSelectElement && found.value === '' && isPointer) openList(found)
  })
}

/** Not every browser opens it for a page; then one click does. */
function openList(list: HTMLSelectElement): void {
  if ('showPicker' in list && navigator.userActivation.isActive) list.showPicker()
}

/** Where what had the focus is gone: gives it to the rule that is open in the list, or else to the filter above. */
export function focusRulesIfLost(): void {
  requestAnimationFrame(() => requestAnimationFrame(focusRules)) // a button that is disabled loses it after the first
}

function focusRules(): void {
  if (document.activeElement !== document.body) return
  const list = document.querySelector('[data-part="rules"]')
  const open = list?.querySelector<HTMLElement>('[aria-current]')
  const filter = list?.querySelector<HTMLElement>('input')
  ;(open ?? filter)?.focus()
}
