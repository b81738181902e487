import { loadAhead } from '../../load-part.ts'

/** Parts of the triage screen that are not there at first; `loadLaterParts` fetches them before they are asked for. */
export const loadReader = () => import('./reader.tsx')

export const loadSelection = () => import('./selection-parts.ts')

export function loadLaterParts(): void {
  loadAhead(loadReader)
  loadAhead(loadSelection)
}
