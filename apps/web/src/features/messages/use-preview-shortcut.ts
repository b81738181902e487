import type { RefObject } from 'react'
import { useShortcuts } from '../../keyboard/shortcuts.ts'

/** Space shows the first file of the message that has the focus, else of the one that was opened last. */
export function usePreviewShortcut(list: RefObject<Element | null>, canShow: boolean): void {
  const show = () => {
    const message = document.activeElement?.closest('[data-message]')
    const tile = firstTile(message) ?? firstTile(list.current)
    tile?.click()
  }
  useShortcuts(canShow ? { ' ': show } : {})
}

function firstTile(within: Element | null | undefined): HTMLElement | null | undefined {
  return within?.querySelector<HTMLElement>('[data-previews]')
}
