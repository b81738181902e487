import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { conversationQuery, useCounts } from '../../features/conversations/conversation-queries.ts'
import { useDirectory } from '../../features/conversations/directory.ts'
import { groupByDeadline, withoutGroups } from '../../features/conversations/list-items.ts'
import { useConversationList } from '../../features/conversations/use-conversation-list.ts'
import {
  defaultSort,
  filterOf,
  isNarrowed,
  type ListScope,
  type Sort,
} from '../../features/conversations/views.ts'
import { useNow } from '../../formatting/use-now.ts'
import type { ListSearch } from '../../route-parts.ts'
import { useFocusRequest } from '../../ui/use-focus-request.ts'
import { useStable } from '../../ui/use-stable.ts'
import type { ComposerMode } from './composer-dock.tsx'
import type { OpenPicker, PickerKind } from './picker-popover.tsx'
import { goTo } from './places.ts'
import type { TriageProps } from './triage-screen.tsx'
import { useAnnouncements } from './use-announcements.ts'
import { useConversationActions } from './use-conversation-actions.ts'
import { useCursor } from './use-cursor.ts'
import { useHeldBack } from './use-held-back.ts'
import { usePrefetch } from './use-prefetch.ts'
import { useReader } from './use-reader.ts'
import { useRowActions } from './use-row-actions.ts'
import { useSelection } from './use-selection.ts'
import { useTriageActions } from './use-triage-actions.ts'
import { useTriageShortcuts } from './use-triage-shortcuts.ts'

const selectionLimit = 1000 // as many as one bulk change takes

/** All that the triage screen knows and does. */
export function useTriage({ place, handle, search }: TriageProps) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const now = useNow()
  const { mailboxes } = useDirectory()
  const scrollRef = useRef<HTMLDivElement>(null)
  const filterRef = useRef<HTMLInputElement>(null)
  const listFocus = useFocusRequest()
  const readerFocus = useFocusRequest()
  const [picker, setPicker] = useState<OpenPicker | null>(null)
  const [composing, setComposing] = useState<{ handle: string; mode: ComposerMode } | null>(null)

  const sort = search.sort ?? defaultSort(place)
  const q = search.q ?? ''
  const { mailbox, team, assignee } = search
  const filter = useMemo(
    () => filterOf(place, { q, mailbox, team, assignee }, sort),
    [place, q, mailbox, team, assignee, sort],
  )
  const list = useConversationList(filter)
  const { shown: rows, waiting, release } = useHeldBack(list.rows, scrollRef)
  const items = useMemo(
    () => (sort === 'deadline' ? groupByDeadline(rows, now, !list.hasMore) : withoutGroups(rows)),
    [rows, sort, now, list.hasMore],
  )
  const cursor = useCursor(rows, handle, (reference, { replace }) =>
    goTo(navigate, { place, reference, search, replace }),
  )
  const selection = useSelection(rows)
  /** Where one works: the reader, also while the mail that is to have the focus is on its way. */
  const focusOfWork = () =>
    isInPart('reader') || (handle !== undefined && readerFocus.isPending())
      ? readerFocus
      : listFocus
  const leave = (ids: ReadonlySet<string>) => {
    const focus = focusOfWork()
    const next = cursor.leave(ids)
    if (next) focus.ask(next.id)
    return next
  }
  const changes = useTriageActions(filter, leave)
  const actions = useConversationActions(changes)
  const open = useQuery({ ...conversationQuery(handle ?? ''), enabled: handle !== undefined }).data
  const total = useTotal(place, search, rows.length)

  const current = cursor.row ?? open
  const targets = () =>
    selection.selected.length > 0 ? selection.selected : current ? [current] : []
  const setSearch = (next: ListSearch) =>
    goTo(navigate, { place, reference: handle, search: next, replace: true })
  const pick = (kind: PickerKind, anchor?: Element) => {
    const conversations = targets()
    const at =
      anchor ?? document.querySelector(`[data-picker="${kind}"]`) ?? rowElement(current?.id)
    if (conversations.length > 0) setPicker({ kind, conversations, anchor: at })
  }
  const merge = () => {
    const list = targets()
    if (list.length < 2) return pick('merge')
    void actions.merge(list.map(({ id }) => id))
    selection.clear()
  }
  const move = (step: 1 | -1, event?: KeyboardEvent) => {
    const focus = focusOfWork()
    const next = cursor.move(step, event?.repeat ?? false)
    if (next) focus.ask(next.id)
  }
  const compose = (mode: ComposerMode) => {
    if (handle !== undefined) setComposing({ handle, mode })
  }
  const close = () => {
    listFocus.ask()
    cursor.close()
  }
  const showNew = () => {
    release()
    scrollRef.current?.scrollTo({ top: 0 })
  }
  const reader = useReader({
    mode: composing?.handle === handle ? (composing?.mode ?? null) : null,
    setMode: (mode) => setComposing(mode && handle !== undefined ? { handle, mode } : null),
    cursor,
    leave,
    actions,
    changes,
    view: filter.view,
    focusRequest: readerFocus,
    move,
    close,
    pick: (kind, conversation, anchor) =>
      setPicker({ kind, conversations: [conversation], anchor }),
  })
  const selectAll = async () => selection.add(await list.loadAll(selectionLimit))
  usePrefetch(rows, cursor.index, handle !== undefined)
  useAnnouncements({
    selected: selection.selected.length,
    waiting,
    filter: q,
    results: rows.length,
    isPending: list.isPending || list.isStale,
  })
  useTriageShortcuts({
    cursor,
    selection,
    actions,
    targets,
    isOpen: handle !== undefined,
    isPicking: picker !== null,
    canReply: (open && open.trust !== 'danger' && mailboxes.get(open.mailboxId)?.canSend) ?? false,
    filterRef,
    move,
    openWithFocus: () => {
      if (!cursor.row || document.activeElement?.closest('button, a')) return
      readerFocus.ask(cursor.row.id)
      cursor.open(cursor.row)
    },
    close,
    pick,
    compose,
    merge,
    showNew,
    undo: changes.undoLast,
  })
  return {
    sort,
    list,
    items,
    waiting,
    total,
    isMore: list.hasMore && total === rows.length,
    cursor,
    selection,
    actions,
    picker,
    reader,
    scrollRef,
    filterRef,
    listFocus,
    rowActions: useRowActions({ rows, cursor, selection, actions, setPicker }),
    readerLabel: t`Reading`,
    closePicker: () => setPicker(null),
    setFilter: useStable((next: string) =>
      setSearch({ ...search, q: next === '' ? undefined : next }),
    ),
    widen: (part: keyof ListScope) => setSearch({ ...search, [part]: undefined }),
    setSort: useStable((next: Sort) => setSearch({ ...search, sort: next })),
    toggleSelecting: useStable(selection.toggleMode),
    leaveFilter: useStable(() => {
      filterRef.current?.blur()
      const target = cursor.row ?? rows[0]
      if (!target) return
      listFocus.ask(target.id)
      cursor.put(target) // draws the list once more, which then gives the focus
    }),
    selectAll: () => void selectAll(),
    showNew,
    bulk: {
      onPick: pick,
      onArchive: () => actions.archive(targets()),
      onWait: () => actions.wait(targets()),
      onSpam: () => actions.reportSpam(targets()),
      onReopen: () => actions.reopen(targets()),
      onMerge: merge,
    },
  }
}

/** How many the list holds: the server's count, or what is loaded while a filter narrows it. */
function useTotal(place: TriageProps['place'], search: ListSearch, loaded: number): number {
  const counts = useCounts()
  if (search.q || isNarrowed(search)) return loaded
  const filter = filterOf(place, {}, 'deadline')
  const count = filter.mailbox ? counts?.mailboxes[filter.mailbox] : counts?.views[filter.view]
  return Math.max(count ?? 0, loaded)
}

function rowElement(id: string | undefined): Element | null {
  return id === undefined ? null : document.querySelector(`[data-id="${id}"]`)
}

function isInPart(part: string): boolean {
  return document.activeElement?.closest(`[data-part="${part}"]`) !== null
}
