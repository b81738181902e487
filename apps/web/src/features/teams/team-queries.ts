import { addTeam, type Body, changeTeam, listTeams, removeTeam, type Team } from '@levee/contract'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../call.ts'

export const teamKeys = { all: ['teams'] as const }

export const teamsQuery = queryOptions({
  queryKey: teamKeys.all,
  queryFn: ({ signal }) => call(listTeams, { signal }),
  select: (page) => page.items,
  staleTime: 5 * 60_000,
})

export function useTeams(): Team[] {
  return useQuery(teamsQuery).data ?? []
}

export function useAddTeam() {
  const renew = useRenewTeams()
  return useMutation({
    mutationFn: (body: Body<typeof addTeam>) => call(addTeam, { body }),
    onSuccess: renew,
  })
}

export function useChangeTeam() {
  const renew = useRenewTeams()
  return useMutation({
    mutationFn: ({ id, change }: { id: string; change: Body<typeof changeTeam> }) =>
      call(changeTeam, { params: { id }, body: change }),
    onSuccess: renew,
  })
}

export function useRemoveTeam() {
  const renew = useRenewTeams()
  return useMutation({
    mutationFn: (id: string) => call(removeTeam, { params: { id } }),
    onSuccess: renew,
  })
}

function useRenewTeams() {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: teamKeys.all })
}
