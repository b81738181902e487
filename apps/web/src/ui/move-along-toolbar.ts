import type { KeyboardEvent } from 'react'

const steps: { readonly [key: string]: number } = { ArrowRight: 1, ArrowLeft: -1 }

/** For a toolbar, which is one stop of `Tab`: arrows go from button to button. */
export function moveAlongToolbar(event: KeyboardEvent<HTMLElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button:enabled')]
  const here = buttons.findIndex((button) => button === document.activeElement)
  if (here < 0) return // in a menu that one of them opened
  const next = nextPlace(event.key, here, buttons.length)
  const button = next === undefined ? undefined : buttons[next]
  if (!button) return
  event.preventDefault()
  for (const each of buttons) each.tabIndex = each === button ? 0 : -1
  button.focus()
}

function nextPlace(key: string, here: number, count: number): number | undefined {
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  const step = steps[key]
  return step === undefined ? undefined : (here + step + count) % count
}
