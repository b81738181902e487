import type { ConversationDetail } from '@levee/contract'
import type { QueryClient } from '@tanstack/react-query'
import { conversationKeys } from './conversation-queries.ts'

const coalesce = 250 // ms: a burst of events is one refresh

let timer: ReturnType<typeof setTimeout> | undefined
const stale = new Set<string>()

/** Fetches lists, counts, what is on its way and the named conversation again, shortly; never while a change is on its way. */
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
  refreshOutbox(queryClient)
  const details = queryClient.getQueriesData<ConversationDetail>({
    queryKey: conversationKeys.details,
  })
  for (const [queryKey, detail] of details) {
    if (detail && ids.has(detail.id)) void queryClient.invalidateQueries({ queryKey })
  }
}

/** While somebody looks at it. Its keys are those of `outboxKeys`, which come later. */
function refreshOutbox(queryClient: QueryClient): void {
  const list = { queryKey: ['outbox', 'list'] }
  if (queryClient.getQueryCache().findAll({ ...list, type: 'active' }).length === 0) return
  void queryClient.invalidateQueries(list)
  void queryClient.invalidateQueries({ queryKey: ['outbox', 'counts'] })
}
