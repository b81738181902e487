import {
  type Conversation,
  type Counts,
  getConversation,
  getCounts,
  listConversations,
} from '@levee/contract'
import { infiniteQueryOptions, queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '../../call.ts'
import type { ListFilter } from './views.ts'

const pageSize = 100

export const conversationKeys = {
  all: ['conversations'] as const,
  lists: ['conversations', 'list'] as const,
  list: (filter: ListFilter) => ['conversations', 'list', filter] as const,
  details: ['conversations', 'detail'] as const,
  detail: (handle: string) => ['conversations', 'detail', handle] as const,
  explanation: (id: string, revision: number) =>
    ['conversations', 'explanation', id, revision] as const,
  latest: ['conversations', 'latest'] as const,
  counts: ['counts'] as const,
}

/** What a conversation is called in a URL: its reference, or its id while it has none. */
export function handleOf(conversation: Pick<Conversation, 'id' | 'reference'>): string {
  return conversation.reference ?? conversation.id
}

export function conversationListQuery(filter: ListFilter) {
  return infiniteQueryOptions({
    queryKey: conversationKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      call(listConversations, {
        query: { ...filter, limit: pageSize, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

/** @param handle a reference or an id. */
export function conversationQuery(handle: string) {
  return queryOptions({
    queryKey: conversationKeys.detail(handle),
    queryFn: ({ signal }) => call(getConversation, { params: { id: handle }, signal }),
  })
}

export const countsQuery = queryOptions({
  queryKey: conversationKeys.counts,
  queryFn: ({ signal }) => call(getCounts, { signal }),
})

export function useCounts(): Counts | undefined {
  return useQuery(countsQuery).data
}
