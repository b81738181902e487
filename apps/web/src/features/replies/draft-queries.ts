import { deleteDraft, type Draft, getDraft, saveDraft, takeDraftOver } from '@levee/contract'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../call.ts'
import { ProblemError } from '../../problem-error.ts'
import { type DraftSnapshot, inputOf } from './draft-content.ts'

export const draftKeys = {
  draft: (conversationId: string) => ['drafts', conversationId] as const,
  author: (conversationId: string) => ['drafts', conversationId, 'author'] as const,
}

/** The answer that is being written, as it is on the server now: never an older one from the cache. */
export function draftQuery(conversationId: string) {
  return queryOptions({
    queryKey: draftKeys.draft(conversationId),
    queryFn: async ({ signal }) => {
      const { draft } = await call(getDraft, { params: { id: conversationId }, signal })
      return draft
    },
    staleTime: 0,
    gcTime: 0,
    retry: false, // without a connection one goes on with what this browser has
  })
}

export function putDraft(
  conversationId: string,
  snapshot: DraftSnapshot,
  version: number | null,
): Promise<Draft> {
  const body = inputOf(snapshot, version)
  return call(saveDraft, { params: { id: conversationId }, body })
}

export function takeOver(conversationId: string): Promise<Draft> {
  return call(takeDraftOver, { params: { id: conversationId } })
}

/** Only while it is still this version: what a colleague wrote since stays. */
export async function discardDraft(conversationId: string, version: number): Promise<void> {
  await call(deleteDraft, { params: { id: conversationId }, query: { version } })
}

/** What is on the server instead (null: nothing any more) when it refused to save; undefined for any other failure. */
export function newerDraft(error: unknown): Draft | null | undefined {
  if (!(error instanceof ProblemError) || error.code !== 'stale') return undefined
  const { changes } = error.problem
  if (typeof changes !== 'object' || changes === null || !('draft' in changes)) return undefined
  return isDraft(changes.draft) ? changes.draft : null
}

function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && 'author' in value && 'version' in value
}
