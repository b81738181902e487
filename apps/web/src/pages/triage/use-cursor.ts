import type { Conversation } from '@levee/contract'
import { useMemo, useRef, useState } from 'react'
import { handleOf } from '../../features/conversations/conversation-queries.ts'

type Open = (handle: string | undefined, how: { replace: boolean }) => void

const settle = 120 // ms: a held key moves the cursor at once and opens where it stops

/** The row that keys act on: the open mail, or where the cursor went since. */
export function useCursor(rows: Conversation[], handle: string | undefined, open: Open) {
  const [moved, setMoved] = useState<{ id: string; from: string | undefined } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // where the cursor was before its row left the list: the keys go on from there
  const [lastIndex, setLastIndex] = useState(0)
  const [shownHandle, setShownHandle] = useState(handle)
  if (handle !== shownHandle) {
    setShownHandle(handle)
    // another mail was opened, by whatever way: the cursor is on it; closed, it stays where it was
    if (moved?.from !== handle || moved === null) {
      const last = rows[lastIndex]
      setMoved(handle === undefined && last ? { id: last.id, from: undefined } : null)
    }
  }
  const places = useMemo(() => placesOf(rows), [rows])
  const sought = moved !== null && moved.from === handle ? moved.id : handle
  const index = (sought !== undefined ? places.get(sought) : undefined) ?? -1
  const row = rows[index]
  if (index >= 0 && index !== lastIndex) setLastIndex(index)
  const neighbour = (step: 1 | -1): Conversation | undefined => {
    if (index >= 0) return rows[index + step]
    return step === 1 ? rows[Math.min(lastIndex, rows.length - 1)] : rows[lastIndex - 1]
  }
  const put = (to: Conversation | undefined) => {
    setMoved(to ? { id: to.id, from: handle } : null)
    setLastIndex((to && places.get(to.id)) ?? lastIndex) // or this would be drawn twice
  }
  return {
    row,
    index,
    put,
    /** The row `step` further on, if there is one. */
    neighbour,
    /** Goes `step` rows on; an open reader follows. */
    move: (step: 1 | -1, isRepeat: boolean) => {
      const next = neighbour(step)
      if (!next || next.id === row?.id) return undefined
      put(next)
      clearTimeout(timer.current)
      if (handle !== undefined) {
        const follow = () => open(handleOf(next), { replace: true })
        if (isRepeat) timer.current = setTimeout(follow, settle)
        else follow()
      }
      return next
    },
    open: (to: Conversation) => {
      put(to)
      open(handleOf(to), { replace: handle !== undefined })
    },
    /** Back to the list, with the cursor where it is. */
    close: () => {
      setMoved(row ? { id: row.id, from: undefined } : null)
      open(undefined, { replace: false })
    },
    /** When `ids` are about to leave the list: the next row that stays takes over, else the one before. */
    leave: (ids: ReadonlySet<string>): Conversation | undefined => {
      if (!row || !ids.has(row.id)) return undefined
      const stays = (other: Conversation) => !ids.has(other.id)
      const next = rows.slice(index).find(stays) ?? rows.slice(0, index).findLast(stays)
      put(next)
      if (handle !== undefined) open(next && handleOf(next), { replace: true })
      return next
    },
  }
}

export type Cursor = ReturnType<typeof useCursor>

/** Where each row is, by its id and by what it is called in a URL: a held key asks thirty times a second. */
function placesOf(rows: Conversation[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (const [index, row] of rows.entries()) places.set(row.id, index).set(handleOf(row), index)
  return places
}
