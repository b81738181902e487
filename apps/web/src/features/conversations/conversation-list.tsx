import { useLingui } from '@lingui/react/macro'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import {
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
} from 'react'
import { flushSync } from 'react-dom'
import type { FocusRequest } from '../../ui/use-focus-request.ts'
import { useMediaQuery } from '../../ui/use-media-query.ts'
import styles from './conversation-list.module.css'
import { ConversationRow, type RowActions } from './conversation-row.tsx'
import { GroupHead } from './group-head.tsx'
import type { ListItem } from './list-items.ts'

const groupHeight = 27 // px
const overscan = 8 // rows

type ConversationListProps = {
  items: ListItem[]
  total: number
  /** The row that keys act on; it is always mounted. */
  cursorId: string | null
  selected: ReadonlySet<string>
  isSelecting: boolean
  isBusy: boolean
  actions: RowActions
  /** Hears which rows are in sight, to load further ones. */
  onLook: (lastRow: number) => Promise<void>
  scrollRef: RefObject<HTMLDivElement | null>
  /** Set to move the focus to the cursor's row once it is there. */
  focusRequest: FocusRequest
}

/** A virtual list: as many rows as are in sight, whatever the view holds. */
export function ConversationList(props: ConversationListProps) {
  const { items, cursorId, selected, scrollRef, focusRequest, onLook } = props
  const { t } = useLingui()
  const isPhone = useMediaQuery('(max-width: 599px)')
  const rowHeight = isPhone ? 90 : 76
  const { places, rowNumbers, heads } = useMemo(() => overviewOf(items), [items])
  const cursor = (cursorId === null ? undefined : places.get(cursorId)) ?? -1
  const tabStop = cursor >= 0 ? cursor : items.findIndex((item) => item.kind === 'row')
  const drawn = useRef({ head: -1, first: 0, last: 0 })
  const [, redraw] = useReducer((times: number) => times + 1, 0)
  // stable, or the virtualizer would lay out every loaded row again at each key
  const keyOf = useCallback((index: number) => items[index]?.key ?? index, [items])
  const heightOf = useCallback(
    (index: number) => (items[index]?.kind === 'group' ? groupHeight : rowHeight),
    [items, rowHeight],
  )
  const headOver = (index: number) => heads.findLast((head) => head <= index) ?? -1
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: heightOf,
    getItemKey: keyOf,
    overscan,
    useFlushSync: false,
    scrollPaddingStart: groupHeight + 8,
    scrollPaddingEnd: 60,
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range)
      const head = headOver(range.startIndex)
      drawn.current = { head, first: indexes[0] ?? 0, last: indexes.at(-1) ?? 0 }
      return [...new Set([...indexes, head, cursor])]
        .filter((index) => index >= 0)
        .sort((a, b) => a - b)
    },
    // what comes into sight is mostly drawn already, and the next rows have time; else they have not
    onChange: ({ range }) => {
      const { head, first, last } = drawn.current
      if (!range) return
      const isDrawn = range.startIndex >= first && range.endIndex <= last
      if (!isDrawn || headOver(range.startIndex) !== head) flushSync(redraw)
    },
  })
  useEffect(() => virtualizer.measure(), [virtualizer, heightOf])
  useEffect(() => {
    // not scrollToIndex, which for some frames looks whether heights have changed: these do not
    const [top] = (cursor >= 0 && virtualizer.getOffsetForIndex(cursor)) || []
    if (top !== undefined) scrollRef.current?.scrollTo({ top })
    // oxlint-disable-next-line react-hooks/exhaustive-deps, react/exhaustive-effect-dependencies -- only a move of the cursor scrolls: rows that come and go above it must not
  }, [virtualizer, scrollRef, cursorId])
  const virtualRows = virtualizer.getVirtualItems()
  const lastShown = virtualRows.at(-1)?.index ?? 0
  useEffect(() => void onLook(lastShown), [onLook, lastShown, items])
  useLayoutEffect(() => {
    const row = scrollRef.current?.querySelector<HTMLElement>(`[data-id="${cursorId}"]`)
    if (row && focusRequest.take(cursorId)) row.focus({ preventScroll: true })
  })
  return (
    <div ref={scrollRef} className={styles.scroll}>
      <div
        role="grid"
        aria-label={t`Mail`}
        aria-rowcount={props.total}
        aria-multiselectable="true"
        aria-busy={props.isBusy}
        className={styles.rows}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualRows.map(({ index, key, start }) => {
          const item = items[index]
          if (!item) return null
          const isSticky = index === drawn.current.head
          return (
            <div
              key={String(key)}
              role="presentation"
              className={isSticky ? styles.sticky : styles.item}
              style={isSticky ? undefined : { transform: `translateY(${start}px)` }}
            >
              {item.kind === 'group' ? (
                <GroupHead group={item.group} count={item.count} isFirst={index === 0} />
              ) : (
                <ConversationRow
                  conversation={item.conversation}
                  isCurrent={item.key === cursorId}
                  isTabStop={index === tabStop}
                  isSelected={selected.has(item.key)}
                  isSelecting={props.isSelecting}
                  rowIndex={rowNumbers[index] ?? 0}
                  actions={props.actions}
                />
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/**
 * What is asked at each key, found once for all loaded items: where each is, the number of each row
 * among the rows from 1 (heads do not count), and where the heads are.
 */
function overviewOf(items: ListItem[]) {
  const places = new Map<string, number>()
  const rowNumbers: number[] = []
  const heads: number[] = []
  let number = 0
  for (const [index, item] of items.entries()) {
    places.set(item.key, index)
    if (item.kind === 'group') heads.push(index)
    else number += 1
    rowNumbers.push(number)
  }
  return { places, rowNumbers, heads }
}
