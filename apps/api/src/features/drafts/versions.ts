import type { Draft } from '@levee/contract'
import type { Queryable } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Viewer } from '../../http/viewer.ts'
import { isUsableUpload } from './access.ts'
import { type DraftRow, usableUploads } from './queries.ts'

/** @throws {DomainError} `stale`, with what is there now, when it is not the version that the writer saw. */
export function refuseNewer(found: DraftRow | undefined, version: number | null): void {
  if ((found?.version ?? null) === version) return
  const sentence = found
    ? `${found.author.name} saved this draft meanwhile.`
    : 'This draft was sent or discarded meanwhile.'
  throw new DomainError('stale', sentence, {
    changes: { draft: found ? shownDraft(found) : null },
  })
}

/** @throws {DomainError} `invalid` when a file is not there, or somebody else's. */
export async function refuseMissingFiles(
  tx: Queryable,
  viewer: Viewer,
  { conversationId, ids }: { conversationId: string | null; ids: string[] },
): Promise<void> {
  if (ids.length === 0) return
  const found = await usableUploads(tx, isUsableUpload(viewer.id, conversationId), ids)
  if (found.length < ids.length)
    throw new DomainError('invalid', 'A file is no longer there.', {
      errors: [{ path: 'attachmentIds', message: 'Attach the file again.' }],
    })
}

/** A draft as the API answers it. */
export function shownDraft({ kind, updatedAt, ...draft }: DraftRow): Draft {
  return {
    ...draft,
    kind: kind === 'new' ? 'reply' : kind,
    updatedAt: updatedAt.toISOString(),
  }
}
