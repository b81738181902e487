import type { Town } from './town.ts'

/** How many mails a report says there are, and the list of them. */
export type Figure = { n: number; filter: Record<string, string> }

/** Every figure of a report, however deep it stands. */
export function figuresIn(part: unknown): Figure[] {
  if (isFigure(part)) return [part]
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(figuresIn) : []
}

function isFigure(part: unknown): part is Figure {
  return typeof part === 'object' && part !== null && 'n' in part && 'filter' in part
}

/** How many mails the server lists. */
export async function countOf({ api }: Town, filter: Record<string, string>): Promise<number> {
  const query = new URLSearchParams({ ...filter, limit: '200' })
  const { items } = await api.get<{ items: unknown[] }>(`/conversations?${query}`)
  return items.length
}
