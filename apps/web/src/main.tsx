import '@fontsource-variable/inter/opsz.css'
import '@fontsource-variable/geist-mono/index.css'
import './ui/tokens.css'
import './ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { firstLocale, showLocale } from './i18n.ts'
import { loadAhead } from './load-part.ts'
import { followSystemTheme } from './theme.ts'
import { loadMenu } from './ui/menu.tsx'
import { loadPopover } from './ui/popover.tsx'

const place = document.getElementById('app')
if (!place) throw new Error('index.html has no element with the id "app".')

followSystemTheme()
await showLocale(firstLocale())
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
)

const followNotices = async (): Promise<void> => {
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  await (await import('./features/browsers/follow-notices.ts')).followNotices()
}

// once the first screen stands, what its buttons open, and what those need whom the browser tells of news
setTimeout(() => [loadMenu, loadPopover, followNotices].forEach(loadAhead), 2_000)
