import { dismissNotice, listUnsentNotices, resendNotice } from '@levee/contract'
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../call.ts'
import { outboxKeys } from './outbox-queries.ts'

/** Mails of Levee's own that were not sent, or perhaps not; for admins. */
export const unsentNoticesQuery = infiniteQueryOptions({
  queryKey: outboxKeys.unsentNotices,
  queryFn: ({ pageParam, signal }) =>
    call(listUnsentNotices, { query: { ...(pageParam && { cursor: pageParam }) }, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor ?? undefined,
  select: ({ pages }) => pages.flatMap(({ items }) => items),
})

/** What an admin does about one of them. */
export type NoticeCommand = { id: string; does: 'resend' | 'dismiss' | 'restore' }

export function useNoticeCommand() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ id, does }: NoticeCommand) =>
      does === 'resend'
        ? call(resendNotice, { params: { id } })
        : call(dismissNotice, { params: { id }, body: { dismissed: does === 'dismiss' } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: outboxKeys.all }),
  })
}
