const P = words('p')
const OF_ROW = words('tr th td')
const DEFINITIONS = words('dt dd')
const SECTIONS = words('thead tbody')

/** What ends by itself where another begins (HTML §13.1.2.4), as the parser knows it. */
const ENDS = new Map<string, ReadonlySet<string>>([
  ['tr', OF_ROW],
  ['th', words('th')],
  ['td', words('thead th td')],
  ['a', words('a')],
  ['li', words('li')],
  ['dt', DEFINITIONS],
  ['dd', DEFINITIONS],
  ['tbody', SECTIONS],
  ['tfoot', SECTIONS],
])
for (const tag of words(
  'p h1 h2 h3 h4 h5 h6 address article aside blockquote div dl figcaption figure footer header hr main ol pre section table ul',
))
  ENDS.set(tag, P)

/** Whether an element ends where one with another tag begins right in it. */
export function endsBefore(tag: string, next: string): boolean {
  return ENDS.get(next)?.has(tag) ?? false
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}
