import { useSyncExternalStore } from 'react'

export type Theme = 'system' | 'light' | 'dark'

const remembered = 'levee.theme' // public/theme.js reads it before the first paint
const changed = 'levee:theme'
const systemDark = '(prefers-color-scheme: dark)'

export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, wantedTheme), chooseTheme]
}

/** Follows the system's theme while that is what the user wants. */
export function followSystemTheme(): void {
  matchMedia(systemDark).addEventListener('change', applyTheme)
}

/** The theme on screen. */
export function shownTheme(): 'light' | 'dark' {
  return document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light'
}

export function useShownTheme(): 'light' | 'dark' {
  return useSyncExternalStore(subscribe, shownTheme)
}

function chooseTheme(theme: Theme): void {
  localStorage.setItem(remembered, theme)
  applyTheme()
}

function applyTheme(): void {
  const wanted = wantedTheme()
  const dark = wanted === 'dark' || (wanted === 'system' && matchMedia(systemDark).matches)
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light'
  dispatchEvent(new Event(changed))
}

function wantedTheme(): Theme {
  const wanted = localStorage.getItem(remembered)
  return wanted === 'light' || wanted === 'dark' ? wanted : 'system'
}

function subscribe(listener: () => void): () => void {
  addEventListener(changed, listener)
  return () => removeEventListener(changed, listener)
}
