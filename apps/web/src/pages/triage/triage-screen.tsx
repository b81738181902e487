import { isNarrowed, type Place } from '../../features/conversations/views.ts'
import { DirectoryProvider } from '../../features/conversations/directory.ts'
import { loadPart } from '../../load-part.ts'
import { classNames } from '../../ui/class-names.ts'
import { useMediaQuery } from '../../ui/use-media-query.ts'
import type { ListSearch } from '../../route-parts.ts'
import { lazy, Suspense } from 'react'
import { useDirectoryValue } from './directory-value.ts'
import { EmptyReader } from './empty-reader.tsx'
import { ListPane } from './list-pane.tsx'
import { ReaderSkeleton } from './reader-skeleton.tsx'
import styles from './triage-screen.module.css'
import { loadSelection, Reader } from './later-parts.ts'
import { useTriage } from './use-triage.ts'

// the list stands first; what opens beside it follows
const SelectionPane = lazy(async () => ({ default: (await loadPart(loadSelection)).SelectionPane }))
const ScopeChips = lazy(async () => ({
  default: (await loadPart(() => import('./scope-chips.tsx'))).ScopeChips,
}))
const BulkBar = lazy(async () => ({ default: (await loadPart(loadSelection)).BulkBar }))
const PickerPopover = lazy(async () => ({ default: (await loadPart(loadSelection)).PickerPopover }))

export type TriageProps = {
  place: Place
  title: string
  emptyTitle: string
  /** The reference or id of the open mail. */
  handle: string | undefined
  search: ListSearch
}

/** The screen that staff stay in all day: a list, and beside it the open mail or the selection. */
export function TriageScreen(props: TriageProps) {
  return (
    <DirectoryProvider value={useDirectoryValue()}>
      <Triage {...props} />
    </DirectoryProvider>
  )
}

function Triage(props: TriageProps) {
  const { title, emptyTitle, handle, search } = props
  const triage = useTriage(props)
  const { cursor, selection, actions, list, bulk } = triage
  const isWide = useMediaQuery('(min-width: 900px)')
  const showsSelection = isWide && selection.selected.length > 0
  return (
    <div className={classNames(styles.triage, handle !== undefined && styles.open)}>
      <div className={styles.list}>
        <ListPane
          title={title}
          emptyTitle={emptyTitle}
          total={triage.total}
          isMore={triage.isMore}
          scope={isNarrowed(search) && <ScopeChips scope={search} onWiden={triage.widen} />}
          filter={search.q ?? ''}
          sort={triage.sort}
          list={list}
          items={triage.items}
          waiting={triage.waiting}
          cursorId={cursor.row?.id ?? null}
          selected={selection.ids}
          isSelecting={selection.isSelecting}
          actions={triage.rowActions}
          scrollRef={triage.scrollRef}
          filterRef={triage.filterRef}
          focusRequest={triage.listFocus}
          onFilter={triage.setFilter}
          onLeaveFilter={triage.leaveFilter}
          onSort={triage.setSort}
          onToggleSelecting={triage.toggleSelecting}
          onSelectAll={triage.selectAll}
          onShowNew={triage.showNew}
        />
        {selection.selected.length > 0 && (
          <Suspense fallback={null}>
            <BulkBar count={selection.selected.length} onClear={selection.clear} {...bulk} />
          </Suspense>
        )}
      </div>
      <section className={styles.reader} aria-label={triage.readerLabel} data-part="reader">
        <Suspense fallback={<ReaderSkeleton />}>
          {showsSelection ? (
            <SelectionPane
              selected={selection.selected}
              total={triage.total}
              picker={triage.picker}
              actions={actions}
              onPicked={triage.closePicker}
              onSelectAll={triage.selectAll}
            />
          ) : handle === undefined ? (
            <EmptyReader />
          ) : (
            <Reader handle={handle} {...triage.reader} />
          )}
        </Suspense>
      </section>
      <Suspense fallback={null}>
        {triage.picker && (
          <PickerPopover
            picker={showsSelection ? null : triage.picker}
            actions={actions}
            onClose={triage.closePicker}
          />
        )}
      </Suspense>
      {handle !== undefined && <span data-reader-open hidden />}
    </div>
  )
}
