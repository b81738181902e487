import type { MailElement } from './html-tree.ts'

/** A node: the element that it is in, its index there, and where that element is. */
export type Place = { parent: MailElement; index: number; above: Place | undefined }

/** A line as a reader sees it, and where it begins. Quoted ones begin with `>`, as in text. */
export type HtmlLine = { text: string; place: Place }

const INLINE = new Set(
  'a abbr b bdi bdo big cite code del dfn em font i img ins kbd mark q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
)
/** White space that is not shown as it is written. */
const UNEVEN = /[^\S ]|  /
const MOST_LINES = 20_000 // no letter has more; what has is shown as it is

/** The lines of a tree, without empty ones; none when they are too many. */
export function linesOf(root: MailElement): HtmlLine[] {
  const lines: HtmlLine[] = []
  let open: HtmlLine | undefined
  const end = (): void => {
    if (open && open.text.trim() !== '') lines.push(open)
    open = undefined
  }
  const sign = (text: string, place: Place): void => {
    end()
    lines.push({ text, place })
  }
  const walk = (parent: MailElement, above: Place | undefined, isQuoted: boolean): void => {
    let index = -1
    for (const node of parent.children) {
      index++
      if (lines.length > MOST_LINES) return
      if (typeof node === 'string') {
        if (!open && /\S/.test(node))
          open = { text: isQuoted ? '> ' : '', place: { parent, index, above } }
        if (open) open.text += UNEVEN.test(node) ? node.replaceAll(/\s+/g, ' ') : node
        continue
      }
      const place = { parent, index, above }
      const isBlock = !INLINE.has(node.tag)
      if (isBlock) end()
      if (node.tag === 'hr' && !isQuoted) sign(RULE, place)
      if (node.mark === 'heading' && !isQuoted) sign(HEADING, place)
      if (node.mark === 'signature' && !isQuoted) sign(SIGNATURE, place)
      const quotes = node.mark === 'quotation' || node.mark === 'attribution'
      walk(node, place, isQuoted || quotes)
      if (isBlock) end()
    }
  }
  walk(root, undefined, false)
  end()
  return lines.length > MOST_LINES ? [] : lines
}

// What programs say by elements, as they say it in text.
const RULE = '_____'
const HEADING = '-----Original Message-----'
const SIGNATURE = '--'
