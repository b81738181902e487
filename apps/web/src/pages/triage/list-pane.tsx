import { useLingui } from '@lingui/react/macro'
import { ArrowDownWideNarrow, ListChecks, RefreshCw, Search } from 'lucide-react'
import { memo, type ReactNode, type RefObject, Suspense } from 'react'
import { ConversationList } from '../../features/conversations/conversation-list.tsx'
import type { RowActions } from '../../features/conversations/conversation-row.tsx'
import { FilterBar } from '../../features/conversations/filter-bar.tsx'
import type { ListItem } from '../../features/conversations/list-items.ts'
import { ListSkeleton } from '../../features/conversations/list-skeleton.tsx'
import type { ConversationListState } from '../../features/conversations/use-conversation-list.ts'
import type { Sort } from '../../features/conversations/views.ts'
import { wholeNumber } from '../../formatting/numbers.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { choiceEntry, Menu } from '../../ui/menu.tsx'
import type { FocusRequest } from '../../ui/use-focus-request.ts'
import { EmptyList } from './empty-list.tsx'
import styles from './list-pane.module.css'
import { ViewChips } from './view-chips.tsx'

type ListPaneProps = {
  title: string
  emptyTitle: string
  total: number
  /** Whether there are more than `total`, which are not counted. */
  isMore: boolean
  /** What the list is narrowed down to, besides the filter. */
  scope: ReactNode
  filter: string
  sort: Sort
  list: ConversationListState
  items: ListItem[]
  waiting: number
  cursorId: string | null
  selected: ReadonlySet<string>
  isSelecting: boolean
  actions: RowActions
  scrollRef: RefObject<HTMLDivElement | null>
  filterRef: RefObject<HTMLInputElement | null>
  focusRequest: FocusRequest
  onFilter: (filter: string) => void
  onLeaveFilter: () => void
  onSort: (sort: Sort) => void
  onToggleSelecting: () => void
  onSelectAll: () => void
  onShowNew: () => void
}

/** The list with its head: name, number, order, filter. */
export function ListPane(props: ListPaneProps) {
  const { t } = useLingui()
  const { list, items, waiting } = props
  return (
    <section className={styles.pane} aria-label={t`List of mails`} data-part="list">
      <ListHead
        title={props.title}
        total={props.total}
        isMore={props.isMore}
        sort={props.sort}
        isSelecting={props.isSelecting}
        filterRef={props.filterRef}
        onSort={props.onSort}
        onToggleSelecting={props.onToggleSelecting}
      />
      <ViewChips />
      <Suspense fallback={null}>{props.scope}</Suspense>
      <div className={props.filter === '' ? styles.filter : undefined}>
        <FilterBar
          value={props.filter}
          onChange={props.onFilter}
          onLeave={props.onLeaveFilter}
          inputRef={props.filterRef}
        />
      </div>
      {waiting > 0 && <NewMailPill waiting={waiting} onShowNew={props.onShowNew} />}
      {list.isPending ? (
        <ListSkeleton />
      ) : list.error && items.length === 0 ? (
        <ErrorState error={list.error} detail={problemText(list.error)} onRetry={list.retry} />
      ) : items.length === 0 ? (
        <EmptyList title={props.emptyTitle} filter={props.filter} onFilter={props.onFilter} />
      ) : (
        <div
          className={styles.grid}
          role="presentation"
          onKeyDown={(event) => {
            if (event.key !== 'a' || !(event.metaKey || event.ctrlKey)) return
            event.preventDefault()
            props.onSelectAll()
          }}
        >
          <ConversationList
            items={items}
            total={props.total}
            cursorId={props.cursorId}
            selected={props.selected}
            isSelecting={props.isSelecting}
            isBusy={list.isStale}
            actions={props.actions}
            onLook={list.look}
            scrollRef={props.scrollRef}
            focusRequest={props.focusRequest}
          />
        </div>
      )}
    </section>
  )
}

type ListHeadProps = Pick<
  ListPaneProps,
  | 'title'
  | 'total'
  | 'isMore'
  | 'sort'
  | 'isSelecting'
  | 'filterRef'
  | 'onSort'
  | 'onToggleSelecting'
>

const ListHead = memo(function ListHead(props: ListHeadProps) {
  const { t } = useLingui()
  return (
    <header className={styles.head}>
      <h1>{props.title}</h1>
      {props.total > 0 && (
        <span className={styles.count}>
          {wholeNumber(props.total)}
          {props.isMore && '+'}
        </span>
      )}
      <IconButton
        label={t`Filter the list`}
        className={styles.search}
        onClick={() => props.filterRef.current?.focus()}
      >
        <Search />
      </IconButton>
      <Menu
        trigger={
          <IconButton label={t`Order`}>
            <ArrowDownWideNarrow />
          </IconButton>
        }
        entries={[
          choiceEntry({
            label: t`Order`,
            value: props.sort,
            options: [
              { value: 'deadline', label: t`By deadline` },
              { value: 'received', label: t`By arrival` },
            ],
            onChange: props.onSort,
          }),
        ]}
      />
      <IconButton label={t`Select`} active={props.isSelecting} onClick={props.onToggleSelecting}>
        <ListChecks />
      </IconButton>
    </header>
  )
})

function NewMailPill({ waiting, onShowNew }: { waiting: number; onShowNew: () => void }) {
  const { t } = useLingui()
  return (
    <div className={styles.pill}>
      <Banner
        tone="info"
        icon={<RefreshCw />}
        action={
          <button type="button" onClick={onShowNew}>
            {t`Show`} <Kbd>.</Kbd>
          </button>
        }
      >
        {waiting === 1 ? t`1 new mail` : t`${waiting} new mails`}
      </Banner>
    </div>
  )
}
