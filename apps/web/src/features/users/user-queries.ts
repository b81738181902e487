import { addUser, type Body, changeUser, listUsers, type User } from '@levee/contract'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../call.ts'

export const userKeys = { all: ['users'] as const }

export const usersQuery = queryOptions({
  queryKey: userKeys.all,
  queryFn: ({ signal }) => call(listUsers, { signal }),
  select: (page) => page.items,
  staleTime: 5 * 60_000,
})

export function useUsers(): User[] {
  return useQuery(usersQuery).data ?? []
}

export type NewUser = Body<typeof addUser>

export function useAddUser() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: NewUser) => call(addUser, { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: userKeys.all }),
  })
}

export type UserChange = Body<typeof changeUser>

export function useChangeUser() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ id, change }: { id: string; change: UserChange }) =>
      call(changeUser, { params: { id }, body: change }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: userKeys.all }),
  })
}
