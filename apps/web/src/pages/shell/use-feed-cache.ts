import type { LiveEvent } from '@levee/contract'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { followPresence } from '../../features/conversations/presence-queries.ts'
import { refreshSoon } from '../../features/conversations/refresh-soon.ts'
import { mailboxKeys } from '../../features/mailboxes/mailbox-queries.ts'
import { notificationKeys } from '../../features/notifications/notification-queries.ts'
import { later } from '../../load-part.ts'
import { listenToLiveUpdates } from '../../live-updates.ts'

// only who writes a reply hears of drafts
const loadDrafts = later(() => import('../../features/replies/draft-queries.ts'))
// only admins hear of rules
const loadRules = later(() => import('../../features/rules/work-queries.ts'))

/** Lets what happens on the server reach the query cache. */
export function useFeedCache(userId: string): void {
  const queryClient = useQueryClient()
  useEffect(
    () => listenToLiveUpdates(userId, (event) => feed(queryClient, event)),
    [queryClient, userId],
  )
}

function feed(queryClient: QueryClient, event: LiveEvent): void {
  switch (event.type) {
    case 'conversation.created':
    case 'conversation.updated':
      return refreshSoon(queryClient, event)
    case 'counts':
      return refreshSoon(queryClient)
    case 'mailbox.state':
      void queryClient.invalidateQueries({ queryKey: mailboxKeys.all })
      return
    case 'rules.progress':
      void loadRules().then(({ renewWork }) => renewWork(queryClient, event.workId))
      return
    case 'notification':
      void queryClient.invalidateQueries({ queryKey: notificationKeys.all })
      void queryClient.invalidateQueries({ queryKey: ['outbox', 'counts'] }) // as outboxKeys, which come later
      return
    case 'notices':
      void queryClient.invalidateQueries({ queryKey: ['outbox'] })
      return
    case 'presence':
      return followPresence(queryClient, event)
    case 'draft':
      refreshSoon(queryClient)
      void loadDrafts().then(({ draftKeys }) =>
        queryClient.setQueryData(draftKeys.author(event.conversationId), event.authorId),
      )
      return
    case 'reset':
      void queryClient.invalidateQueries()
  }
}
