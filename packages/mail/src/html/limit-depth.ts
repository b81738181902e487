/** Open elements: newsletters nest 60, browsers stop at 512. */
export const DEEPEST = 256

const TAG = /<(\/?)([a-z][\w:-]*)[^<>]*>?/gi

/** Elements that have no content, or that end where the next of their kind begins. */
const SHALLOW = new Set(
  'area base body br col dd dt embed head hr html img input li link meta option p param source tbody td tfoot th thead tr track wbr'.split(
    ' ',
  ),
)

/**
 * HTML without the tags that would open elements deeper than `deepest`; their text stays.
 * HTML parsers need quadratic time for depth: a megabyte of `<div>` would take them a quarter of a minute.
 */
export function limitDepth(html: string, deepest = DEEPEST): string {
  let depth = 0
  return html.replace(TAG, (tag, slash: string, name: string) => {
    if (SHALLOW.has(name.toLowerCase())) return tag
    depth = Math.max(0, depth + (slash ? -1 : 1))
    const isTooDeep = slash ? depth >= deepest : depth > deepest
    return isTooDeep ? '' : tag
  })
}
