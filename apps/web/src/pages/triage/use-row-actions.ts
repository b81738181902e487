import type { Conversation } from '@levee/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useLayoutEffect, useMemo, useRef } from 'react'
import { conversationQuery, handleOf } from '../../features/conversations/conversation-queries.ts'
import type { RowActions } from '../../features/conversations/conversation-row.tsx'
import type { OpenPicker } from './picker-popover.tsx'
import type { ConversationActions } from './use-conversation-actions.ts'
import type { Cursor } from './use-cursor.ts'
import type { Selection } from './use-selection.ts'

type Screen = {
  rows: Conversation[]
  cursor: Cursor
  selection: Selection
  actions: ConversationActions
  setPicker: (picker: OpenPicker) => void
}

const hoverRest = 60 // ms: shorter visits of the pointer are on their way elsewhere

/** What rows do when they are clicked; one object for ever, so that no row is drawn again for it. */
export function useRowActions(screen: Screen): RowActions {
  const queryClient = useQueryClient()
  const latest = useRef(screen)
  const hover = useRef<ReturnType<typeof setTimeout>>(undefined)
  useLayoutEffect(() => {
    latest.current = screen
  })
  return useMemo(() => {
    const find = (id: string) => latest.current.rows.find((row) => row.id === id)
    return {
      onOpen: (id) => {
        const row = find(id)
        if (row) latest.current.cursor.open(row)
      },
      onSelect: (id, extend) => {
        const { selection } = latest.current
        if (extend) selection.extendTo(id)
        else selection.toggle(id)
      },
      onAssign: (id, anchor) => {
        const row = find(id)
        if (row) latest.current.setPicker({ kind: 'assign', conversations: [row], anchor })
      },
      onDue: (id, anchor) => {
        const row = find(id)
        if (row) latest.current.setPicker({ kind: 'due', conversations: [row], anchor })
      },
      onArchive: (id) => {
        const row = find(id)
        if (row) latest.current.actions.archive([row])
      },
      onHover: (id) => {
        clearTimeout(hover.current)
        hover.current = setTimeout(() => {
          const row = find(id)
          if (row) void queryClient.prefetchQuery(conversationQuery(handleOf(row)))
        }, hoverRest)
      },
    }
  }, [queryClient])
}
