import type { Conversation } from '@levee/contract'
import { useMemo, useState } from 'react'

/** The rows that were marked, and whether check boxes are shown at all. */
export function useSelection(rows: Conversation[]) {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const [isSelecting, setSelecting] = useState(false)
  const [anchor, setAnchor] = useState<string | null>(null)
  // what left the list is no longer selected
  const selected = useMemo(() => rows.filter((row) => marked.has(row.id)), [rows, marked])
  const ids = useMemo(() => new Set(selected.map((row) => row.id)), [selected])
  const indexOf = (id: string | null) => rows.findIndex((row) => row.id === id)
  return {
    selected,
    ids,
    isSelecting: isSelecting || ids.size > 0,
    toggleMode: () => {
      setSelecting(!isSelecting)
      setMarked(new Set())
    },
    toggle: (id: string) => {
      const next = new Set(ids)
      if (!next.delete(id)) next.add(id)
      setMarked(next)
      setAnchor(id)
    },
    /** From the row marked last to this one. */
    extendTo: (id: string) => {
      const from = indexOf(anchor)
      const to = indexOf(id)
      const [first, last] = from < 0 ? [to, to] : [Math.min(from, to), Math.max(from, to)]
      setMarked(new Set([...ids, ...rows.slice(first, last + 1).map((row) => row.id)]))
    },
    add: (list: Conversation[]) => setMarked(new Set([...ids, ...list.map((row) => row.id)])),
    clear: () => {
      setMarked(new Set())
      setSelecting(false)
      setAnchor(null)
    },
  }
}

export type Selection = ReturnType<typeof useSelection>
