import { createElement, type ReactNode } from 'react'

/** What a letter may consist of here: everything else is shown as its text. */
const TAGS: ReadonlySet<string> = new Set(
  'p br b strong i em u s ul ol li blockquote h1 h2 h3 span div table tbody tr td th'.split(' '),
)
const MARKS = ['data-levee-variable', 'data-levee-value']

/** The parts of HTML as elements that are made anew: nothing of it is handed to the browser as it is. */
export function letterParts(html: string): ReactNode {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  return partsOf(body)
}

function partsOf(parent: Node): ReactNode[] {
  return [...parent.childNodes].map((node, index) => {
    if (node instanceof Text) return node.data
    if (!(node instanceof Element)) return null
    const tag = node.localName === 'a' ? 'u' : node.localName
    const children = tag === 'br' ? [] : partsOf(node)
    const marks = MARKS.map((name) => [name, node.getAttribute(name) ?? undefined])
    const props = { key: index, ...Object.fromEntries(marks) }
    return createElement(TAGS.has(tag) ? tag : 'span', props, ...children)
  })
}
