import { type Conversation, followConversation, unfollowConversation } from '@levee/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../call.ts'
import { markCachedFollowed } from './change-conversations.ts'
import { conversationKeys } from './conversation-queries.ts'
import { refreshSoon } from './refresh-soon.ts'

/** Lets the viewer be told of what happens to mail, or no more; on the screen at once. */
export function useFollow() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationKey: conversationKeys.all,
    mutationFn: ({ ids, follows }: { ids: string[]; follows: boolean }) => {
      const endpoint = follows ? followConversation : unfollowConversation
      return Promise.all(ids.map((id) => call(endpoint, { params: { id } })))
    },
    onMutate: ({ ids, follows }) => markCachedFollowed(queryClient, ids, follows),
    onError: (_error, { ids, follows }) => markCachedFollowed(queryClient, ids, !follows),
    onSettled: () => refreshSoon(queryClient),
  })
}

/** What the key does to these: it follows them, unless all of them are followed already. */
export function isToFollow(conversations: readonly Conversation[]): boolean {
  return !conversations.every(({ isFollowed }) => isFollowed)
}
