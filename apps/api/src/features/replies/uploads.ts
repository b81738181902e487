import type { Upload } from '@levee/contract'
import { sql } from '@levee/db'
import { DomainError } from '@levee/domain'
import { type Picture, PublicFetchError, redrawPicture } from '@levee/mail'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { isSeenUpload } from '../drafts/access.ts'
import { uploadsOf } from './queries.ts'

/** A file as a browser sends it: the name and the type are its word only. */
export type UploadedFile = { name: string; contentType: string; content: Buffer }

/**
 * The most one file may have, in bytes: base64 makes 34 MB of it, and many servers take no mail
 * beyond 35 MB.
 */
export const LARGEST_UPLOAD = 25 * 1024 * 1024

const KEPT_DAYS = 7 // a reply that was taken back within the week still finds its files

/** Keeps a file for a reply of the viewer's. */
export async function addUpload(
  { db, blobs, now }: Deps,
  viewer: Viewer,
  { name, contentType, content }: UploadedFile,
): Promise<Upload> {
  const blobSha256 = await blobs.put(content)
  await db.run(sql`
    delete from upload where user_id = ${viewer.id}
      and created_at < ${now()}::timestamptz - make_interval(days => ${KEPT_DAYS})
      and not exists (
        select from draft_upload f join draft d on d.id = f.draft_id left join message m on m.id = d.sent_as
        where f.upload_id = upload.id and m.state is distinct from 'sent')`)
  const upload = await db.row<Upload>(sql`
    insert into upload (user_id, name, content_type, size, blob_sha256, created_at)
    values (${viewer.id}, ${fileName(name)}, ${mediaType(contentType)}, ${content.length},
      ${blobSha256}, ${now()})
    returning id, name, content_type as "contentType", size`)
  if (!upload) throw new Error('The upload was not stored.')
  return upload
}

/**
 * An uploaded picture as it may be shown while it is written with: drawn anew.
 * @throws {DomainError} `not-found`, also for a file that is no picture.
 */
export async function uploadedPicture(
  { db, blobs }: Pick<Deps, 'db' | 'blobs'>,
  viewer: Viewer,
  id: string,
): Promise<Picture> {
  const [upload] = await uploadsOf(db, isSeenUpload(viewer), [id])
  if (!upload) throw new DomainError('not-found', 'There is no such picture.')
  return redrawPicture(await blobs.get(upload.blobSha256)).catch((cause: unknown) => {
    if (!(cause instanceof PublicFetchError)) throw cause
    throw new DomainError('not-found', 'This file is no picture that can be shown.')
  })
}

/** The last part of what may be a path, without what could break a header or a screen. */
function fileName(name: string): string {
  const last = name.split(/[/\\]/u).at(-1) ?? ''
  const safe = last.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim()
  return safe.slice(-200) || 'file' // the end keeps its extension
}

function mediaType(type: string): string {
  const bare = type.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  return /^[a-z0-9!#$&^_.+-]{1,100}\/[a-z0-9!#$&^_.+-]{1,100}$/u.test(bare)
    ? bare
    : 'application/octet-stream'
}
