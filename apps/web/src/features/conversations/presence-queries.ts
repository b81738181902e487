import { listPresence, type LiveEvent, type Presence } from '@levee/contract'
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '../../call.ts'
import { useDirectory } from './directory.ts'

// part of this feature, since every row of a list shows it

/** Somebody else at the same mail. */
export type Present = { id: string; name: string; state: Presence['state'] }

const presenceQuery = queryOptions({
  queryKey: ['presence'],
  queryFn: async ({ signal }) => {
    const { items } = await call(listPresence, { signal })
    return items
  },
  staleTime: Infinity, // events say what changes
})

/** Who else looks at a mail or answers it, whoever writes first. */
export function usePresent(conversationId: string): Present[] {
  const { me, users } = useDirectory()
  const { data = [] } = useQuery({
    ...presenceQuery,
    select: (all) =>
      all.filter((one) => one.conversationId === conversationId && one.userId !== me.id),
  })
  return data
    .map(({ userId, state }) => ({ id: userId, name: users.get(userId)?.name ?? '', state }))
    .filter(({ name }) => name !== '')
    .sort((one, other) => other.state.localeCompare(one.state))
}

/** Lets an event of the server change who is where. */
export function followPresence(
  queryClient: QueryClient,
  { conversationId, userId, state }: Extract<LiveEvent, { type: 'presence' }>,
): void {
  const { queryKey } = presenceQuery
  // an answer that is on its way may be older than the event
  if (queryClient.isFetching({ queryKey }) > 0) void queryClient.invalidateQueries({ queryKey })
  queryClient.setQueryData<Presence[]>(queryKey, (all) => {
    if (!all) return undefined
    const others = all.filter(
      (one) => one.conversationId !== conversationId || one.userId !== userId,
    )
    return state === 'gone' ? others : [...others, { conversationId, userId, state }]
  })
}
