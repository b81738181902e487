import { visibleLines } from '@levee/domain'
import { linesOf } from './html-lines.ts'
import type { Place } from './html-lines.ts'
import type { MailElement, MailNode } from './html-tree.ts'

/** What stands on the fold, in the reader's language. */
export type FoldLabel = { text: string; language: string }

/** Elements that take no other content than theirs: a fold in them would be thrown out by browsers. */
const CLOSED = new Set('table tbody thead tfoot tr colgroup ul ol dl'.split(' '))

/**
 * The body of a mail with the quotation that ends it, and its signature, folded in a `details` element,
 * which opens without a script. What is folded is decided on its lines, as for text: nothing that was
 * written for this message.
 */
export function foldQuotations(nodes: MailNode[], label: FoldLabel): MailNode[] {
  const root: MailElement = { tag: 'div', attributes: '', children: nodes }
  const lines = linesOf(root)
  const { to } = visibleLines(lines.map(({ text }) => text))
  const first = lines[to]
  if (first) foldFrom(first.place, label)
  return root.children
}

/** Folds a node and all that follows it, at each level where something does. */
function foldFrom(place: Place, label: FoldLabel): void {
  const levels: Place[] = []
  for (let level: Place | undefined = place; level; level = level.above) levels.unshift(level)
  while (levels.length > 1 && isBlank(before(levels.at(-1)))) levels.pop() // as far out as it begins
  const last = levels.length - 1
  if (levels.some(({ parent }, level) => CLOSED.has(parent.tag) && hasMore(levels, level))) return
  for (const [level, { parent, index }] of levels.entries()) {
    const start = level === last ? index : index + 1
    if (isBlank(parent.children.slice(start))) continue
    parent.children.push(folded(parent.children.splice(start), label))
  }
}

function hasMore(levels: Place[], level: number): boolean {
  const { parent, index } = levels[level] ?? { parent: undefined, index: 0 }
  return !isBlank(parent?.children.slice(level === levels.length - 1 ? index : index + 1) ?? [])
}

function before(level: Place | undefined): MailNode[] {
  return level?.parent.children.slice(0, level.index) ?? []
}

function folded(children: MailNode[], { text, language }: FoldLabel): MailElement {
  const summary = { tag: 'summary', attributes: ` lang="${language}"`, children: [text] }
  return { tag: 'details', attributes: '', children: [summary, ...children] }
}

/** Nothing to be seen. */
function isBlank(nodes: readonly MailNode[]): boolean {
  return nodes.every((node) => {
    if (typeof node === 'string') return node.trim() === ''
    return node.tag !== 'img' && node.tag !== 'hr' && isBlank(node.children)
  })
}
