import { Parser } from 'htmlparser2'
import type { MailElement, MailNode } from './html-tree.ts'
import { DEEPEST, limitDepth } from './limit-depth.ts'

/** Elements that are made: browsers take about a second for as many. Of what follows only the text is kept. */
const MOST_ELEMENTS = 100_000

export type Attributes = Record<string, string>

/**
 * What becomes of an element: another one, `unwrap`ped (its content stays), or `drop`ped with all that
 * is in it.
 */
export type ElementRule = (
  tag: string,
  attributes: Attributes,
) => Omit<MailElement, 'children'> | 'unwrap' | 'drop'

/** The tree of what a rule leaves of some HTML. Comments and declarations are never in it. */
export function parseHtml(html: string, rule: ElementRule): MailNode[] {
  try {
    return parse(html, rule, 2 * DEEPEST)
  } catch (error) {
    if (error !== TOO_DEEP) throw error
    return parse(limitDepth(html), rule, Infinity) // however deep it still is: it must be shown
  }
}

const TOO_DEEP = new Error('HTML is nested too deep.')

function parse(html: string, rule: ElementRule, deepest: number): MailNode[] {
  const root: MailElement = { tag: '', attributes: '', children: [] }
  const open: MailElement[] = [] // one for each open tag; an unwrapped one stands for its parent
  let current = root
  let dropped = 0 // tags that are open inside of one that is dropped, and itself
  let made = 0
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        if (open.length + dropped > deepest) throw TOO_DEEP // the parser is quadratic in depth
        if (dropped > 0) {
          dropped++
          return
        }
        const kept = made < MOST_ELEMENTS ? rule(tag, attributes) : 'unwrap'
        if (kept === 'drop') {
          dropped = 1
          return
        }
        open.push(current)
        if (kept === 'unwrap') return
        made++
        const element: MailElement = { ...kept, children: [] }
        current.children.push(element)
        current = element
      },
      ontext(text) {
        if (dropped > 0) return
        const { children } = current
        const last = children.at(-1)
        if (typeof last === 'string') children[children.length - 1] = last + text
        else children.push(text)
      },
      onclosetag() {
        if (dropped > 0) dropped--
        else current = open.pop() ?? root
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  parser.end(html)
  return root.children
}
