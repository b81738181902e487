import {
  changeDeadlineSettings,
  changeNoticeSettings,
  type DeadlineSettings,
  getDeadlineSettings,
  getNoticeSettings,
  type NoticeSettings,
} from '@levee/contract'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../call.ts'

/** When the organisation writes to its staff. */
export const deadlineSettingsQuery = queryOptions({
  queryKey: ['deadline-settings'],
  queryFn: ({ signal }) => call(getDeadlineSettings, { signal }),
})

export function useChangeDeadlineSettings() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: Partial<DeadlineSettings>) => call(changeDeadlineSettings, { body }),
    onSuccess: (settings) => queryClient.setQueryData(deadlineSettingsQuery.queryKey, settings),
  })
}

/** When one wants to be written to oneself. */
export const noticeSettingsQuery = queryOptions({
  queryKey: ['notice-settings'],
  queryFn: ({ signal }) => call(getNoticeSettings, { signal }),
})

export function useChangeNoticeSettings() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: Partial<NoticeSettings>) => call(changeNoticeSettings, { body }),
    onSuccess: (settings) => queryClient.setQueryData(noticeSettingsQuery.queryKey, settings),
  })
}
