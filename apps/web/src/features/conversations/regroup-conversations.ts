import {
  explainConversation,
  listConversations,
  mergeConversations,
  splitConversation,
} from '@levee/contract'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../call.ts'
import { conversationKeys } from './conversation-queries.ts'
import { refreshSoon } from './refresh-soon.ts'

/** Why the messages of a conversation are in it, and what may belong to it; `revision`: it may be other mail then. */
export function explanationQuery({ id, revision }: { id: string; revision: number }) {
  return queryOptions({
    queryKey: conversationKeys.explanation(id, revision),
    queryFn: ({ signal }) => call(explainConversation, { params: { id }, signal }),
  })
}

/** The latest mail, to choose from. */
export const latestQuery = queryOptions({
  queryKey: conversationKeys.latest,
  queryFn: ({ signal }) =>
    call(listConversations, { query: { view: 'all', sort: 'receivedAt', limit: 200 }, signal }),
  staleTime: 0,
})

/** Mail that has these words, whatever its state, the newest first. */
export function foundQuery(words: string) {
  return queryOptions({
    queryKey: [...conversationKeys.latest, words],
    queryFn: ({ signal }) =>
      call(listConversations, {
        query: { view: 'all', sort: 'receivedAt', limit: 20, q: words },
        signal,
      }),
  })
}

/** Makes several conversations one. */
export function useMergeConversations() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationKey: conversationKeys.all,
    mutationFn: (ids: string[]) => call(mergeConversations, { body: { ids } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: conversationKeys.details }),
    onSettled: () => refreshSoon(queryClient),
  })
}

/** Makes a conversation of its own of some messages. */
export function useSplitConversation() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationKey: conversationKeys.all,
    mutationFn: ({ id, messageIds }: { id: string; messageIds: string[] }) =>
      call(splitConversation, { params: { id }, body: { messageIds } }),
    onSettled: (_split, _error, { id }) => refreshSoon(queryClient, { conversationId: id }),
  })
}
