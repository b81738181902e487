import type { Conversation } from '@levee/contract'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'

const none: ReadonlySet<string> = new Set()

/**
 * New mail never moves the list under the cursor: rows that appear while somebody works in it
 * wait until he asks for them. At the top and unfocused the list takes them in by itself.
 */
export function useHeldBack(rows: Conversation[], scrollRef: RefObject<HTMLElement | null>) {
  const known = useRef<ReadonlySet<string> | null>(null)
  const seen = useRef(new Set<string>()) // what comes back as it was is no news: an action that was undone
  const [held, setHeld] = useState<ReadonlySet<string>>(none)
  useEffect(() => {
    const before = known.current
    const isNews = rows.map((row) => !seen.current.has(`${row.id} ${row.lastMessageAt}`))
    known.current = new Set(rows.map((row) => row.id))
    for (const row of rows) seen.current.add(`${row.id} ${row.lastMessageAt}`)
    if (before === null || before.size === 0 || !isBusy(scrollRef.current)) return
    const lastKnown = rows.findLastIndex((row) => before.has(row.id))
    const added = rows
      .slice(0, lastKnown + 1)
      .filter((row, place) => isNews[place] && !before.has(row.id) && row.unread)
    if (added.length > 0) setHeld((ids) => new Set([...ids, ...added.map((row) => row.id)]))
  }, [rows, scrollRef])
  const shown = useMemo(
    () => (held.size === 0 ? rows : rows.filter((row) => !held.has(row.id))),
    [rows, held],
  )
  return { shown, waiting: rows.length - shown.length, release: () => setHeld(none) }
}

function isBusy(list: HTMLElement | null): boolean {
  return list !== null && (list.scrollTop > 0 || list.contains(document.activeElement))
}
