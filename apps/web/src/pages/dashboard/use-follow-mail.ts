import { hashKey, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { conversationKeys } from '../../features/conversations/conversation-queries.ts'
import { reportKeys } from '../../features/reports/report-queries.ts'

const counts = hashKey(conversationKeys.counts)

/** Asks for the figures again when the counts of the navigation come: then mail came, went or changed hands. */
export function useFollowMail(): void {
  const queryClient = useQueryClient()
  useEffect(
    () =>
      queryClient.getQueryCache().subscribe(({ type, query }) => {
        if (type !== 'updated' || query.queryHash !== counts) return
        if (query.state.fetchStatus === 'idle' && query.state.status === 'success')
          void queryClient.invalidateQueries({ queryKey: reportKeys.all })
      }),
    [queryClient],
  )
}
