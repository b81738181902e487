import { type Body, getHandOver, handOver, takeBack } from '@levee/contract'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../call.ts'

const handOverKeys = { of: (absenceId: string) => ['hand-over', absenceId] as const }

/** What somebody has on the desk for an absence, and what was handed over in it. */
export function handOverQuery(absenceId: string) {
  return queryOptions({
    queryKey: handOverKeys.of(absenceId),
    queryFn: ({ signal }) => call(getHandOver, { params: { id: absenceId }, signal }),
  })
}

export type Move = Body<typeof handOver>['moves'][number]

export function useHandOver(absenceId: string) {
  const renew = useRenewHandOver(absenceId)
  return useMutation({
    mutationFn: (moves: Move[]) => call(handOver, { params: { id: absenceId }, body: { moves } }),
    onSettled: renew,
  })
}

/** @param ids which; all that still can be when it is not said. */
export function useTakeBack(absenceId: string) {
  const renew = useRenewHandOver(absenceId)
  return useMutation({
    mutationFn: (ids: string[] | undefined) =>
      call(takeBack, { params: { id: absenceId }, body: ids ? { ids } : {} }),
    onSettled: renew,
  })
}

/** Fetches it again, and answers once it is there. */
export function useRenewHandOver(absenceId: string): () => Promise<void> {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: handOverKeys.of(absenceId) })
}
