import type { TagColor } from '@levee/contract'

const COLORS = [
  'river',
  'reed',
  'ochre',
  'plum',
  'flood',
  'riverDeep',
  'reedDeep',
  'plumDeep',
] as const satisfies TagColor[]

/** The hue that the fewest have, so that neighbours differ. */
export function leastUsedColor(used: readonly { color: TagColor }[]): TagColor {
  const uses = (color: TagColor): number => used.filter((each) => each.color === color).length
  return COLORS.reduce((least, color) => (uses(color) < uses(least) ? color : least))
}
