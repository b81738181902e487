/** A message that the mail server shows and we do not hold. */
export type ListedMessage = { uid: number; internalDate: Date; size: number }

const FIRST = 50 // messages: the first rows are on the screen within a second
const NEXT = 200 // messages: what one transaction stores
const BYTES = 8 * 1024 * 1024 // three windows are in memory at a time
const HUGE = 64 * 1024 * 1024 // goes alone, so that nothing waits behind it

/**
 * The order in which missing messages are fetched: what is to be triaged oldest first, so that
 * answers follow what they answer and numbers follow reception; then history, newest first.
 */
export function inFetchingOrder<M extends ListedMessage>(
  listed: readonly M[],
  triageSince: Date,
): M[] {
  const isHistory = ({ internalDate }: M): boolean => internalDate < triageSince
  const oldestFirst = (a: M, b: M): number =>
    a.internalDate.getTime() - b.internalDate.getTime() || a.uid - b.uid
  const triaged = listed.filter((message) => !isHistory(message)).toSorted(oldestFirst)
  const history = listed.filter(isHistory).toSorted((a, b) => oldestFirst(b, a))
  return [...triaged, ...history]
}

/** Cuts the messages to fetch into windows that are fetched, read and stored as one. */
export function planWindows<M extends Pick<ListedMessage, 'size'>>(ordered: readonly M[]): M[][] {
  const windows: M[][] = []
  let window: M[] = []
  let bytes = 0
  const close = (): void => {
    if (window.length > 0) windows.push(window)
    window = []
    bytes = 0
  }
  for (const message of ordered) {
    const most = windows.length === 0 ? FIRST : NEXT
    if (window.length >= most || bytes + message.size > BYTES || message.size > HUGE) close()
    window.push(message)
    bytes += message.size
  }
  close()
  return windows
}
