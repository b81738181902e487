import type { Draft } from '@levee/contract'
import { type DraftSnapshot, snapshotOf } from './draft-content.ts'
import type { KeptDraft } from './draft-store.ts'

/** What a composer begins with. */
export type FirstSnapshot = {
  snapshot: DraftSnapshot
  /** Of the server's draft, null where there is none. */
  version: number | null
  /** What this browser kept, where somebody wrote on meanwhile: it can be taken instead. */
  aside: DraftSnapshot | null
  /** Whether the server lacks what it begins with. */
  isUnsaved: boolean
}

/**
 * Where one goes on: with what this browser kept and the server lacks, else with the draft that all
 * share, else with a new one. A draft that somebody saved since wins; what this browser kept is put aside.
 */
export function firstSnapshot(
  server: Draft | null,
  kept: KeptDraft | null,
  start: () => DraftSnapshot,
): FirstSnapshot {
  const version = server?.version ?? null
  const isOnTop = kept !== null && (kept.version === version || server === null)
  if (isOnTop) return { snapshot: kept, version, aside: null, isUnsaved: true }
  if (!server) return { snapshot: start(), version, aside: null, isUnsaved: false }
  const aside = kept && kept.content.html !== server.html ? kept : null
  return { snapshot: snapshotOf(server), version, aside, isUnsaved: false }
}
