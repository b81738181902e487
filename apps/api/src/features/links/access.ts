import type { Tx } from '@levee/db'
import { announceEnds, setRemoved } from './queries.ts'

export { linksOf } from './queries.ts'

/** Takes back that two conversations were linked, or that their link was removed. */
export async function undoLink(
  tx: Tx,
  { kind, after, at }: { kind: string; after: object; at: Date },
): Promise<void> {
  const id = String(new Map<string, unknown>(Object.entries(after)).get('linkId'))
  await setRemoved(tx, { id, removedAt: kind === 'linked' ? at : null })
  await announceEnds(tx, id)
}
