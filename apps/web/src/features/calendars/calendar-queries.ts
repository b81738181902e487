import {
  addCalendar,
  type Body,
  type Calendar,
  type CalendarPatch,
  changeCalendar,
  type DeadlineMoves,
  listCalendars,
  previewCalendar,
  readCalendarFeeds,
  removeCalendar,
  removeCalendarFeed,
  uploadCalendarFeed,
} from '@levee/contract'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, uploadText } from '../../call.ts'

export const calendarKeys = { all: ['calendars'] as const }

export const calendarsQuery = queryOptions({
  queryKey: calendarKeys.all,
  queryFn: ({ signal }) => call(listCalendars, { signal }),
  select: (page) => page.items,
  staleTime: 60_000,
})

export function useCalendars(): Calendar[] {
  return useQuery(calendarsQuery).data ?? []
}

export function useAddCalendar() {
  const renew = useRenewCalendars()
  return useMutation({
    mutationFn: (body: Body<typeof addCalendar>) => call(addCalendar, { body }),
    onSuccess: renew,
  })
}

export function useChangeCalendar() {
  const renew = useRenewCalendars()
  return useMutation({
    mutationFn: ({ id, patch }: { id: string; patch: CalendarPatch }) =>
      call(changeCalendar, { params: { id }, body: patch }),
    onSuccess: renew,
  })
}

export function useRemoveCalendar() {
  const renew = useRenewCalendars()
  return useMutation({
    mutationFn: (id: string) => call(removeCalendar, { params: { id } }),
    onSuccess: renew,
  })
}

/** Which deadlines a change would move; it changes nothing. */
export function previewOfCalendar(id: string, draft: CalendarPatch): Promise<DeadlineMoves> {
  return call(previewCalendar, { body: { id, draft } })
}

export function useUploadFeed() {
  const renew = useRenewCalendars()
  return useMutation({
    mutationFn: ({ id, file }: { id: string; file: File }) =>
      uploadText(uploadCalendarFeed, {
        params: { id },
        query: { name: file.name.slice(0, 120) },
        file,
        type: 'text/calendar',
      }),
    onSuccess: renew,
  })
}

export function useRemoveFeed() {
  const renew = useRenewCalendars()
  return useMutation({
    mutationFn: (params: { id: string; feedId: string }) => call(removeCalendarFeed, { params }),
    onSuccess: renew,
  })
}

export function useReadFeeds() {
  const renew = useRenewCalendars()
  return useMutation({
    mutationFn: (id: string) => call(readCalendarFeeds, { params: { id } }),
    onSuccess: renew,
  })
}

function useRenewCalendars() {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: calendarKeys.all })
}
