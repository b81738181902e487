import type { Conversation } from '@levee/contract'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { conversationListQuery } from './conversation-queries.ts'
import { isListFilter, type ListFilter } from './views.ts'

const prefetchAhead = 150 // rows: five seconds of a held key
const urgent = 60 // rows: two seconds

/** The rows of a list that are loaded, in order, each once. */
export function useConversationList(filter: ListFilter) {
  const query = useInfiniteQuery({
    ...conversationListQuery(filter),
    // while a filter is typed the old rows stay; another view starts empty
    placeholderData: (previous, before) =>
      isSameList(before?.queryKey[2], filter) ? previous : undefined,
  })
  const rows = useMemo(() => uniqueRows(query.data?.pages ?? []), [query.data])
  const { hasNextPage, isFetching, isFetchingNextPage, fetchNextPage, refetch } = query
  return {
    rows,
    error: query.error,
    isPending: query.isPending,
    isStale: query.isPlaceholderData,
    hasMore: hasNextPage,
    retry: () => void refetch(),
    /**
     * Tells which row is looked at, so that the next page is there before it is needed. New mail has
     * all loaded pages fetched again, one after the other: when rows run out meanwhile, the next page comes first.
     */
    look: async (index: number): Promise<void> => {
      const ahead = rows.length - index
      if (!hasNextPage || isFetchingNextPage || ahead > (isFetching ? urgent : prefetchAhead))
        return
      await fetchNextPage()
      if (isFetching) await refetch()
    },
    /** Loads up to `limit` rows and answers them. */
    loadAll: async (limit: number): Promise<Conversation[]> => {
      let loaded = rows
      let more: boolean = hasNextPage
      while (more && loaded.length < limit) {
        const next = await fetchNextPage()
        loaded = uniqueRows(next.data?.pages ?? [])
        more = next.hasNextPage
      }
      return loaded.slice(0, limit)
    },
  }
}

export type ConversationListState = ReturnType<typeof useConversationList>

function isSameList(before: unknown, filter: ListFilter): boolean {
  const same = ['view', 'mailbox', 'team', 'assignee'] as const
  return isListFilter(before) && same.every((part) => before[part] === filter[part])
}

/** A row can move to a later page between two requests: it keeps its first place. */
function uniqueRows(pages: { items: Conversation[] }[]): Conversation[] {
  const rows = new Map<string, Conversation>()
  for (const page of pages) {
    for (const item of page.items) if (!rows.has(item.id)) rows.set(item.id, item)
  }
  return [...rows.values()]
}
