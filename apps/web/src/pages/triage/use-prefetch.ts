import type { Conversation } from '@levee/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { conversationQuery, handleOf } from '../../features/conversations/conversation-queries.ts'

const rest = 150 // ms without a move

/** Fetches the two mails below the open one and the one above, once the cursor rests. */
export function usePrefetch(rows: Conversation[], index: number, isOpen: boolean): void {
  const queryClient = useQueryClient()
  const wanted = [index + 1, index + 2, index - 1]
    .flatMap((place) => rows[place] ?? [])
    .map(handleOf)
    .join(' ')
  useEffect(() => {
    if (!isOpen || wanted === '') return
    const timer = setTimeout(() => {
      for (const handle of wanted.split(' ')) {
        void queryClient.prefetchQuery(conversationQuery(handle))
      }
    }, rest)
    return () => clearTimeout(timer)
  }, [queryClient, wanted, isOpen])
}
