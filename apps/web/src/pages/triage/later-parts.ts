import { lazy } from 'react'
import { fetchReadingTexts, loadReading } from '../../i18n.ts'
import { loadAhead } from '../../load-part.ts'

/** Parts of the triage screen that are not there at first; `loadLaterParts` fetches them before they are asked for. */
const loadReader = () => import('./reader.tsx')

export const Reader = lazy(async () => ({ default: (await loadReading(loadReader)).Reader }))

export const loadSelection = () => import('./selection-parts.ts')

export function loadLaterParts(): void {
  for (const load of [loadReader, fetchReadingTexts, loadSelection]) loadAhead(load)
}
