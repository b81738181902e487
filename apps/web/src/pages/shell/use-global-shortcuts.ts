import { useNavigate } from '@tanstack/react-router'
import type { ViewSlug } from '../../features/conversations/views.ts'
import { useShortcuts } from '../../keyboard/shortcuts.ts'
import { openNewMail } from './new-mail-state.ts'
import { openShortcutSheet } from './shortcut-sheet-state.ts'

/** The keys that act on every page. */
export function useGlobalShortcuts(): void {
  const navigate = useNavigate()
  const goTo = (view: ViewSlug) => () =>
    void navigate({ to: '/v/$view/{-$reference}', params: { view, reference: undefined } })
  useShortcuts({
    '?': openShortcutSheet,
    c: () => openNewMail(),
    'g u': goTo('unassigned'),
    'g m': goTo('mine'),
    'g o': goTo('overdue'),
    'g d': () => void navigate({ to: '/deadlines' }),
    'g a': () => void navigate({ to: '/archive/{-$reference}', params: { reference: undefined } }),
    'g r': () => void navigate({ to: '/rules/{-$id}', params: { id: undefined } }),
    F6: () => focusNextPart(1),
    'shift+F6': () => focusNextPart(-1),
  })
}

/** Moves the focus to the next of the parts that name themselves with `data-part`. */
function focusNextPart(step: 1 | -1): void {
  const parts = [...document.querySelectorAll<HTMLElement>('[data-part]')].filter(
    (part) => part.offsetParent !== null,
  )
  const current = parts.findIndex((part) => part.contains(document.activeElement))
  const next = parts.at((current + step + parts.length) % parts.length)
  const target =
    next?.querySelector<HTMLElement>(
      '[tabindex="0"], [contenteditable="true"], a, button, textarea',
    ) ?? next
  target?.focus()
}
