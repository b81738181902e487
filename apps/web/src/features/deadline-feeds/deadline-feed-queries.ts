import { addDeadlineFeed, listDeadlineFeeds, removeDeadlineFeed } from '@levee/contract'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../call.ts'

export const deadlineFeedKeys = { all: ['deadline-feeds'] as const }

export const deadlineFeedsQuery = queryOptions({
  queryKey: deadlineFeedKeys.all,
  queryFn: ({ signal }) => call(listDeadlineFeeds, { signal }),
  select: (page) => page.items,
})

/** Makes the address of a feed; the one before ends. */
export function useAddDeadlineFeed() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (teamId: string | null) => call(addDeadlineFeed, { body: { teamId } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: deadlineFeedKeys.all }),
  })
}

export function useRemoveDeadlineFeed() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(removeDeadlineFeed, { params: { id } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: deadlineFeedKeys.all }),
  })
}
