import {
  addDeadlinePolicy,
  type Body,
  changeDeadlinePolicy,
  type DeadlineMoves,
  type DeadlinePolicy,
  type DeadlineRecount,
  getDeadlineRecount,
  listDeadlinePolicies,
  type NewDeadlinePolicy,
  previewDeadlinePolicy,
  removeDeadlinePolicy,
} from '@levee/contract'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../call.ts'

export const policyKeys = {
  all: ['deadline-policies'] as const,
  recounts: ['deadline-recounts'] as const,
}

export type PolicyPatch = Body<typeof changeDeadlinePolicy>

export const policiesQuery = queryOptions({
  queryKey: policyKeys.all,
  queryFn: ({ signal }) => call(listDeadlinePolicies, { signal }),
  select: (page) => page.items,
  staleTime: 60_000,
})

export function usePolicies(): DeadlinePolicy[] {
  return useQuery(policiesQuery).data ?? []
}

export function useAddPolicy() {
  const renew = useRenewPolicies()
  return useMutation({
    mutationFn: (body: NewDeadlinePolicy) => call(addDeadlinePolicy, { body }),
    onSuccess: renew,
  })
}

export function useChangePolicy() {
  const renew = useRenewPolicies()
  return useMutation({
    mutationFn: ({ id, patch }: { id: string; patch: PolicyPatch }) =>
      call(changeDeadlinePolicy, { params: { id }, body: patch }),
    onSuccess: renew,
  })
}

export function useRemovePolicy() {
  const renew = useRenewPolicies()
  return useMutation({
    mutationFn: (id: string) => call(removeDeadlinePolicy, { params: { id } }),
    onSuccess: renew,
  })
}

/** Which deadlines a change would move; it changes nothing. @param id null for a new policy. @param draft null removes it. */
export function previewOfPolicy(
  id: string | null,
  draft: PolicyPatch | null,
): Promise<DeadlineMoves> {
  return call(previewDeadlinePolicy, { body: { id, draft } })
}

const pollEvery = 700 // ms, while deadlines are counted again

/** The last count of all open deadlines. */
export function useLastRecount(): DeadlineRecount | undefined {
  return useQuery({
    queryKey: policyKeys.recounts,
    queryFn: ({ signal }) => call(getDeadlineRecount, { signal }),
    select: (page) => page.items[0],
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ finishedAt }) => finishedAt === null) ? pollEvery : false,
  }).data
}

/** A count of all open deadlines has begun. */
export function useWatchRecount(): () => void {
  const queryClient = useQueryClient()
  return () => void queryClient.invalidateQueries({ queryKey: policyKeys.recounts })
}

function useRenewPolicies() {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: policyKeys.all })
}
