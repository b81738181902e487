import { addTag, type Body, changeTag, listTags, removeTag, type Tag } from '@levee/contract'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../call.ts'

export const tagKeys = { all: ['tags'] as const }

export const tagsQuery = queryOptions({
  queryKey: tagKeys.all,
  queryFn: ({ signal }) => call(listTags, { signal }),
  select: (page) => page.items,
  staleTime: 5 * 60_000,
})

export function useTags(): Tag[] {
  return useQuery(tagsQuery).data ?? []
}

export function useAddTag() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => call(addTag, { body: { name } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: tagKeys.all }),
  })
}

export function useChangeTag() {
  const renew = useRenewTags()
  return useMutation({
    mutationFn: ({ id, change }: { id: string; change: Body<typeof changeTag> }) =>
      call(changeTag, { params: { id }, body: change }),
    onSuccess: renew,
  })
}

/** Takes a tag off every conversation, for good. */
export function useRemoveTag() {
  const renew = useRenewTags()
  return useMutation({
    mutationFn: (id: string) => call(removeTag, { params: { id } }),
    onSuccess: renew,
  })
}

function useRenewTags() {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: tagKeys.all })
}
