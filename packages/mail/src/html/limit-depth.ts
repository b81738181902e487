/** Open elements: newsletters nest 60, browsers stop at 512. */
export const DEEPEST = 256

/** Comments and declarations, which may hold tags that are none, or a tag. */
const TAG = /<!--[^]*?(?:-->|$)|<[!?][^>]*|<(\/?)([a-z][\w:-]*)[^<>]*>?/gi

const VOID = new Set(
  'area base basefont br col command embed frame hr image img input isindex keygen link meta param source track wbr'.split(
    ' ',
  ),
)

const TABLE_PARTS = new Set(['tbody', 'td', 'tfoot', 'th', 'thead', 'tr'])

/** Elements whose end tag may be left out: what begins on the left ends what is open on the right. */
const ENDS = new Map(
  [
    ['tr', 'tr th td'],
    ['th', 'th'],
    ['td', 'thead th td'],
    ['tbody', 'thead tbody'],
    ['tfoot', 'thead tbody'],
    ['a', 'a'],
    ['li', 'li'],
    ['option', 'option'],
    ['optgroup', 'optgroup option'],
    ['dd dt', 'dd dt'],
    ['h1 h2 h3 h4 h5 h6', 'h1 h2 h3 h4 h5 h6 p'],
    [
      'address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol p pre section table ul',
      'p',
    ],
  ].flatMap(([begins = '', ends = '']) => {
    const ended = new Set(ends.split(' '))
    return begins.split(' ').map((name) => [name, ended])
  }),
)

/**
 * HTML without the tags that would open elements deeper than `deepest`; their text stays.
 * HTML parsers need quadratic time for depth: a megabyte of `<div>` would take them a quarter of a minute.
 */
export function limitDepth(html: string, deepest = DEEPEST): string {
  const open: string[] = []
  return html.replace(TAG, (tag: string, slash?: string, written?: string) => {
    const name = written?.toLowerCase()
    if (name === undefined) return tag
    if (slash) return isClosed(open, name) ? tag : ''
    const ends = TABLE_PARTS.has(name) ? endedParagraphs(open) : ''
    const ended = ENDS.get(name)
    while (ended?.has(open.at(-1) ?? '')) open.pop()
    if (VOID.has(name)) return tag
    if (open.length >= deepest) return ends
    open.push(name)
    return ends + tag
  })
}

/** The end tags of paragraphs that end with their cell: browsers know that, the parsers here do not. */
function endedParagraphs(open: string[]): string {
  let ends = ''
  while (open.at(-1) === 'p') {
    open.pop()
    ends += '</p>'
  }
  return ends
}

/** Whether an end tag ends something: the innermost element of its name, with those in it that are open still. */
function isClosed(open: string[], name: string): boolean {
  const place = open.lastIndexOf(name)
  if (place >= 0) open.length = place
  return place >= 0 || name === 'p' || name === 'br'
}
