import { fetchPublic } from '../network/fetch-public.ts'
import type { PublicDialer } from '../network/public-dialer.ts'
import { redrawPicture } from './redraw-picture.ts'
import type { Picture } from './redraw-picture.ts'

const LIMITS = {
  timeoutMs: 10_000,
  mostBytes: 5_000_000,
  accept: 'image/webp,image/png,image/jpeg,image/gif',
}

/**
 * A picture that a mail names on another host, as we show it.
 * @throws {PublicFetchError}
 */
export async function fetchPicture(address: string, dialer?: PublicDialer): Promise<Picture> {
  return redrawPicture(await fetchPublic(address, LIMITS, dialer))
}
