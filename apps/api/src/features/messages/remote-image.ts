import { DomainError } from '@levee/domain'
import { fetchPicture, isSignedPicture, type Picture, PublicFetchError } from '@levee/mail'
import type { SignedPicture } from '@levee/mail'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { type BoundedCache, createBoundedCache } from './bounded-cache.ts'
import { imageKey } from './message-html.ts'
import { findSource } from './queries.ts'

const MOST_BYTES = 32_000_000 // of pictures: those of some dozen newsletters
/** Pictures that are fetched and drawn at once; each may take 100 MB while it is. */
const AT_ONCE = 4

/** Fetches pictures, few at once, and remembers them: a sender learns once that somebody looked. */
export type ImageCache = BoundedCache<Picture>

/** An empty one. */
export function createImageCache(): ImageCache {
  const cache = createBoundedCache<Picture>(MOST_BYTES, ({ content }) => content.length)
  let running = 0
  const waiting: (() => void)[] = []
  const inTurn = async (make: () => Promise<Picture>): Promise<Picture> => {
    if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
    running++
    try {
      return await make()
    } finally {
      running--
      waiting.shift()?.()
    }
  }
  return { get: (key, make) => cache.get(key, () => inTurn(make)) }
}

/**
 * A picture of a message on another host, through us.
 * @throws {DomainError} `forbidden` when we did not write its address, or long ago; `not-found` when
 *   the message is not the viewer's, or the picture cannot be had.
 */
export async function getRemoteImage(
  {
    db,
    keys,
    internet,
    now,
    images,
  }: Pick<Deps, 'db' | 'keys' | 'internet' | 'now'> & {
    images: ImageCache
  },
  viewer: Viewer,
  { id, ...picture }: SignedPicture & { id: string },
): Promise<Picture> {
  if (!(await findSource(db, viewer, id)))
    throw new DomainError('not-found', 'There is no such message.')
  if (!isSignedPicture(picture, imageKey(keys.images, id), now()))
    throw new DomainError('forbidden', 'Levee did not write the address of this picture.')
  return images.get(picture.url, () => fetchPicture(picture.url, internet).catch(refuse))
}

function refuse(cause: unknown): never {
  if (!(cause instanceof PublicFetchError)) throw cause
  throw new DomainError('not-found', 'This picture cannot be shown.')
}
