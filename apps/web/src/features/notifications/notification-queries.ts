import { listNotifications, readNotifications } from '@levee/contract'
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../../call.ts'

export const notificationKeys = {
  all: ['notifications'] as const,
  unread: ['notifications', 'unread'] as const,
  list: ['notifications', 'list'] as const,
}

const MOST_COUNTED = 200

const unreadQuery = queryOptions({
  queryKey: notificationKeys.unread,
  queryFn: ({ signal }) =>
    call(listNotifications, { query: { unread: 'true', limit: MOST_COUNTED }, signal }),
  select: (page) => page.items.length,
  staleTime: 60_000,
})

/** How many notifications the viewer has not read, as far as they are counted. */
export function useUnreadNotifications(): number {
  return useQuery(unreadQuery).data ?? 0
}

export const notificationsQuery = infiniteQueryOptions({
  queryKey: notificationKeys.list,
  queryFn: ({ pageParam, signal }) =>
    call(listNotifications, { query: { ...(pageParam && { cursor: pageParam }) }, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor ?? undefined,
  select: ({ pages }) => pages.flatMap(({ items }) => items),
})

/** Remembers that these were read, or all of them. */
export function useReadNotifications() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (ids: string[] | 'all') =>
      call(readNotifications, { body: ids === 'all' ? {} : { ids } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: notificationKeys.all }),
  })
}
