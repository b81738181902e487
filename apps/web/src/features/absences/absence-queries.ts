import {
  type Absence,
  addAbsence,
  type Body,
  changeAbsence,
  listAbsences,
  type NewAbsence,
  removeAbsence,
} from '@levee/contract'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../call.ts'

export const absenceKeys = { all: ['absences'] as const }

export const absencesQuery = queryOptions({
  queryKey: absenceKeys.all,
  queryFn: ({ signal }) => call(listAbsences, { signal }),
  select: (page) => page.items,
  staleTime: 60_000,
})

/** Those that are not over, and those that ended in the last two weeks. */
export const recentAbsencesQuery = queryOptions({
  queryKey: [...absenceKeys.all, 'recent'] as const,
  queryFn: ({ signal }) => call(listAbsences, { query: { ended: 'true' }, signal }),
  select: (page) => page.items,
  staleTime: 60_000,
})

const none: Absence[] = []

export function useAbsences(): Absence[] {
  return useQuery(absencesQuery).data ?? none
}

export function useAddAbsence() {
  const renew = useRenewAbsences()
  return useMutation({
    mutationFn: (body: NewAbsence) => call(addAbsence, { body }),
    onSuccess: renew,
  })
}

export type AbsenceChange = Body<typeof changeAbsence>

export function useChangeAbsence() {
  const renew = useRenewAbsences()
  return useMutation({
    mutationFn: ({ id, change }: { id: string; change: AbsenceChange }) =>
      call(changeAbsence, { params: { id }, body: change }),
    onSuccess: renew,
  })
}

export function useRemoveAbsence() {
  const renew = useRenewAbsences()
  return useMutation({
    mutationFn: (id: string) => call(removeAbsence, { params: { id } }),
    onSuccess: renew,
  })
}

function useRenewAbsences() {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: absenceKeys.all })
}
