import type { ConversationDetail } from '@levee/contract'
import type { QueryClient } from '@tanstack/react-query'
import { conversationKeys } from './conversation-queries.ts'

const coalesce = 250 // ms: a burst of events is one refresh

let timer: ReturnType<typeof setTimeout> | undefined
const stale = new Set<string>()

/** Fetches lists, counts and the named conversation again, shortly; never while a change is on its way. */
export function refreshSoon(queryClient: QueryClient, changed?: { conversationId: string }): void {
  if (changed) stale.add(changed.conversationId)
  timer ??= setTimeout(() => {
    timer = undefined
    refresh(queryClient)
  }, coalesce)
}

function refresh(queryClient: QueryClient): void {
  if (queryClient.isMutating({ mutationKey: conversationKeys.all }) > 0)
    return refreshSoon(queryClient)
  const ids = new Set(stale)
  stale.clear()
  void queryClient.invalidateQueries({ queryKey: conversationKeys.counts })
  void queryClient.invalidateQueries({ queryKey: conversationKeys.lists })
  const details = queryClient.getQueriesData<ConversationDetail>({
    queryKey: conversationKeys.details,
  })
  for (const [queryKey, detail] of details) {
    if (detail && ids.has(detail.id)) void queryClient.invalidateQueries({ queryKey })
  }
}
