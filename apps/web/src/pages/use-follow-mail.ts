import { hashKey, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { conversationKeys } from '../features/conversations/conversation-queries.ts'

const counts = hashKey(conversationKeys.counts)

/**
 * Asks for what a page shows again when the counts of the navigation come: then mail came, went or changed.
 * @param queryKey of all that it shows; always the same.
 */
export function useFollowMail(queryKey: readonly string[]): void {
  const queryClient = useQueryClient()
  useEffect(
    () =>
      queryClient.getQueryCache().subscribe(({ type, query }) => {
        if (type !== 'updated' || query.queryHash !== counts) return
        if (query.state.fetchStatus === 'idle' && query.state.status === 'success')
          void queryClient.invalidateQueries({ queryKey })
      }),
    [queryClient, queryKey],
  )
}
