import type { Status } from '../conversations/status.ts'

/** Where a copy of a message lies on a server: where it was delivered, filed away, or nowhere that we know of. */
export type CopyPlace = 'home' | 'archive' | 'junk' | 'away'

export type PlacedCopy = {
  messageId: string
  receivedAt: Date
  place: CopyPlace
  /** Another program took it out of the archive or the junk since that was last looked at. */
  isBack: boolean
}

/**
 * What a conversation is after another program moved mail of it, null: what it was. It is filed away
 * once none of its mail is left where it was delivered, as the newest of it is; one message that is
 * taken out again opens it. What was deleted says nothing: we hold it.
 * @param copies of the messages from outside, on every server.
 */
export function statusOfMovedMail(status: Status, copies: readonly PlacedCopy[]): Status | null {
  const isAway = status === 'archived' || status === 'spam'
  const atHome = copies.filter(({ place }) => place === 'home')
  if (isAway) return atHome.some(({ isBack }) => isBack) ? 'open' : null
  if (atHome.length > 0) return null
  const newest = copies.reduce((last, { receivedAt }) => Math.max(last, +receivedAt), -Infinity)
  const places = copies.filter(({ receivedAt }) => +receivedAt === newest).map(({ place }) => place)
  if (places.includes('archive')) return 'archived'
  return places.includes('junk') ? 'spam' : null
}
