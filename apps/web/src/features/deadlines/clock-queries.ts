import {
  type DeadlineSupposition,
  pauseDeadline,
  resumeDeadline,
  supposeDeadlines,
} from '@levee/contract'
import { queryOptions, useMutation } from '@tanstack/react-query'
import { call } from '../../call.ts'

/** The deadlines that a conversation would have. */
export function supposedQuery(id: string, supposed: DeadlineSupposition) {
  return queryOptions({
    queryKey: ['deadline-what-if', id, supposed],
    queryFn: ({ signal }) => call(supposeDeadlines, { params: { id }, body: supposed, signal }),
    placeholderData: (before) => before,
    staleTime: 0,
  })
}

type Clock = { id: string; deadlineId: string }

/** Stops the clocks of a conversation that may rest on purpose. */
export function usePauseClock() {
  return useMutation({
    mutationFn: ({ reason, ...params }: Clock & { reason: string }) =>
      call(pauseDeadline, { params, body: { reason } }),
  })
}

export function useResumeClock() {
  return useMutation({
    mutationFn: (params: Clock) => call(resumeDeadline, { params, body: {} }),
  })
}
