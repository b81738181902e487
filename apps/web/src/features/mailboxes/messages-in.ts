import type { CheckedFolder } from '@levee/contract'

/** How many messages the chosen folders hold together; null when one of them is not counted. */
export function messagesIn(
  folders: readonly Pick<CheckedFolder, 'path' | 'messages'>[],
  chosen: readonly string[],
): number | null {
  const counts = folders.filter(({ path }) => chosen.includes(path)).map((each) => each.messages)
  return counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0)
}
