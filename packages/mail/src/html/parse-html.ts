import { Parser } from 'htmlparser2'
import { endsBefore } from './implied-end.ts'
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
        if (kept === 'unwrap') {
          open.push(current)
          return
        }
        made++
        // the parser ends what stands right below; here that may be below others that were unwrapped
        while (endsBefore(current.tag, kept.tag)) current = ended(current, open)
        const element: MailElement = { ...kept, children: [] }
        open.push(current)
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

/** Ends an element before its tag is closed: what follows goes on around it, which is returned. */
function ended(element: MailElement, open: MailElement[]): MailElement {
  let above = open.length
  while (open[above - 1] === element) above--
  const around = open[above - 1] ?? element
  open.fill(around, above)
  return around
}
