import { type Conversation, markRead, registerConversation } from '@levee/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call } from '../../call.ts'
import { markCachedRead } from './change-conversations.ts'
import { refreshSoon } from './refresh-soon.ts'

/** Remembers whether the viewer has read a conversation; on the screen at once. */
export function useMarkRead() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ id, read }: { id: string; read: boolean }) =>
      call(markRead, { params: { id }, body: { read } }),
    onMutate: ({ id, read }) => markCachedRead(queryClient, id, !read),
    // a list that was on its way meanwhile does not know yet
    onSuccess: (_done, { id, read }) => markCachedRead(queryClient, id, !read),
  })
}

/** Opening is reading; what arrives while it is open is read, too. */
export function useMarkReadOnOpen({ id, lastMessageAt, unread }: Conversation): void {
  const { mutate } = useMarkRead()
  useEffect(() => {
    if (unread) mutate({ id, read: true })
    // oxlint-disable-next-line react-hooks/exhaustive-deps, react/exhaustive-effect-dependencies -- not `unread`: marking it unread by hand must not be answered by reading it again
  }, [mutate, id, lastMessageAt])
}

/** Gives a number to mail that has none. */
export function useRegister() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(registerConversation, { params: { id } }),
    onSettled: (_saved, _error, id) => refreshSoon(queryClient, { conversationId: id }),
  })
}
