import {
  addDraft,
  deleteNewMailDraft,
  type Draft,
  listDrafts,
  type NewMailDraft,
  type NewMailDraftInput,
  saveNewMailDraft,
} from '@levee/contract'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../call.ts'
import { type DraftSnapshot, emptyContent, snapshotOf } from '../draft-content.ts'

/** The new mails that the viewer has begun, as they are now. */
export const newMailsQuery = queryOptions({
  queryKey: ['new-mails'],
  queryFn: ({ signal }) => call(listDrafts, { signal }),
  staleTime: 0,
  gcTime: 0,
})

/** A new mail as its writer goes on with it. */
export function newMailSnapshot(draft: NewMailDraft): DraftSnapshot {
  return snapshotOf(asDraft(draft))
}

/** Saves a new mail: the first time it gets its place on the server, `id` tells which from then on. */
export async function putNewMail(
  id: string | null,
  snapshot: DraftSnapshot,
  version: number | null,
): Promise<Draft> {
  const body = inputOf(snapshot, version)
  const saved =
    id === null
      ? await call(addDraft, { body })
      : await call(saveNewMailDraft, { params: { id }, body })
  return asDraft(saved)
}

export async function discardNewMail(id: string): Promise<void> {
  await call(deleteNewMailDraft, { params: { id } })
}

function inputOf(
  { content, attachments }: DraftSnapshot,
  version: number | null,
): NewMailDraftInput {
  const { kind: _none, ...written } = content
  return { ...written, attachmentIds: attachments.map(({ id }) => id), version }
}

/** It answers nothing, in no conversation. */
function asDraft(draft: NewMailDraft): Draft {
  return { kind: emptyContent.kind, revision: 0, ...draft }
}
