import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { handedOut } from '../files/service.ts'
import { filePlaces, type SentFile } from './queries.ts'

/**
 * The files of a message that is passed on, each looked at before it goes.
 * @throws {DomainError} `forbidden` when one of them is infected.
 */
export async function originalFiles(
  deps: Deps,
  viewer: Viewer,
  messageId: string,
): Promise<SentFile[]> {
  const files: SentFile[] = []
  for (const index of await filePlaces(deps.db, messageId)) {
    const { name, contentType, content } = await handedOut(deps, viewer, { id: messageId, index })
    const blobSha256 = await deps.blobs.put(content)
    files.push({ name, contentType, size: content.length, blobSha256, contentId: null })
  }
  return files
}
