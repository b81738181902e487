type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>

/**
 * What was pressed, as a shortcut is written: `j`, `A` (with Shift), `?`, `shift+Enter`, `mod+z`.
 * Reads `event.key`, so that AZERTY and QWERTY mean the same letter; `mod` is ⌘ or Ctrl.
 */
export function keyName({ key, shiftKey, ctrlKey, metaKey, altKey }: Pressed): string {
  const isLetter = key.length === 1 && key.toLowerCase() !== key.toUpperCase()
  const name = isLetter ? (shiftKey ? key.toUpperCase() : key.toLowerCase()) : key
  const shift = shiftKey && key.length > 1 ? 'shift+' : ''
  const mod = ctrlKey || metaKey ? 'mod+' : ''
  const alt = altKey ? 'alt+' : ''
  return `${mod}${alt}${shift}${name}`
}

export const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '')

/** The key that `mod` stands for on this machine. */
export const modKey = isApple ? '⌘' : 'Ctrl'
