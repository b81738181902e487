import {
  type ConversationChange,
  type ConversationChanges,
  type ConversationDetail,
  getChanges,
} from '@levee/contract'
import { mattersToAnswer } from '@levee/domain'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../call.ts'
import { ProblemError } from '../../problem-error.ts'

/** What happened to a mail between two of its revisions. */
function changesQuery(conversationId: string, since: number, until: number) {
  return queryOptions({
    queryKey: ['conversation-changes', conversationId, since, until],
    queryFn: ({ signal }) =>
      call(getChanges, { params: { id: conversationId }, query: { since }, signal }),
    staleTime: Infinity,
  })
}

/** The changes that the writer of an answer has to look at: what colleagues and correspondents did. */
export function changesToReview(
  { activities }: ConversationChanges,
  me: string,
): ConversationChange[] {
  return activities.filter(({ actorId, subjects }) => actorId !== me && mattersToAnswer(subjects))
}

/**
 * Whether an answer from the revision `since` has to wait for its writer: for what others did, and for
 * anything that the log does not tell of.
 */
export function needsReview(told: ConversationChanges, since: number, me: string): boolean {
  const logged = new Set(told.activities.map(({ revision }) => revision))
  return logged.size < told.revision - since || changesToReview(told, me).length > 0
}

/** What changed, when an answer was refused because of that; undefined for any other failure. */
export function staleChanges(error: unknown): ConversationChanges | undefined {
  if (!(error instanceof ProblemError) || error.code !== 'stale') return undefined
  const { changes } = error.problem
  return isChanges(changes) ? changes : undefined
}

/**
 * What has changed since the writer of an answer looked at the mail. What he did himself, or what no
 * answer depends on, is as good as seen.
 */
export function useReplyChanges(
  conversation: ConversationDetail,
  { first, me }: { first: number; me: string },
) {
  const queryClient = useQueryClient()
  const [seen, setSeen] = useState(first)
  const [refusedAt, setRefusedAt] = useState(first)
  const now = Math.max(conversation.revision, refusedAt)
  const query = changesQuery(conversation.id, seen, now)
  const { data } = useQuery({ ...query, enabled: now > seen })
  const changes = data && now > seen ? changesToReview(data, me) : []
  const isStale = data !== undefined && now > seen && needsReview(data, seen, me)
  return {
    changes,
    isStale,
    /** What the answer is sent from: nothing that has to be looked at came after it. */
    revision: data && !isStale ? Math.max(now, data.revision) : seen,
    /** The newest that is known of. */
    newest: Math.max(now, data?.revision ?? now),
    seen,
    accept: setSeen,
    /** The server refused the answer, because of these. */
    refused: (told: ConversationChanges) => {
      const { queryKey } = changesQuery(conversation.id, seen, Math.max(now, told.revision))
      queryClient.setQueryData(queryKey, told)
      setRefusedAt(told.revision)
    },
  }
}

function isChanges(value: unknown): value is ConversationChanges {
  return (
    typeof value === 'object' &&
    value !== null &&
    'revision' in value &&
    typeof value.revision === 'number' &&
    'activities' in value &&
    Array.isArray(value.activities)
  )
}
