import type { ConversationDetail } from '@levee/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DraftSnapshot } from './draft-content.ts'
import { draftQuery } from './draft-queries.ts'
import { readDraft } from './draft-store.ts'
import { type FirstSnapshot, firstSnapshot } from './first-snapshot.ts'

/** What a composer begins with; null until the server has said whether somebody wrote already. */
export function useFirstSnapshot(
  conversation: ConversationDetail,
  userId: string,
  start: () => DraftSnapshot,
): FirstSnapshot | null {
  const { data, isFetching } = useQuery(draftQuery(conversation.id))
  const [first, setFirst] = useState<FirstSnapshot | null>(null)
  if (first || isFetching) return first
  // without an answer one goes on with what this browser has: saving finds out the rest
  const found = firstSnapshot(data ?? null, readDraft(userId, conversation.id), start)
  setFirst(found)
  return found
}
