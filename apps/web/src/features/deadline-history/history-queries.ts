import { listCalendarVersions, listPolicyVersions } from '@levee/contract'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../call.ts'

/** What a policy was; `version` is the newest, so that a new one is asked for. */
export const policyHistoryQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['deadline-policies', 'history', id, version],
    queryFn: ({ signal }) => call(listPolicyVersions, { params: { id }, signal }),
    select: (page) => page.items,
  })

export const calendarHistoryQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['calendars', 'history', id, version],
    queryFn: ({ signal }) => call(listCalendarVersions, { params: { id }, signal }),
    select: (page) => page.items,
  })
