import type { MailElement, MailNode } from './html-tree.ts'

/** Lines that belong together; a paragraph keeps an empty line around itself. */
type Block = { lines: string[]; isParagraph: boolean }

const BLOCKS = new Set(
  'address blockquote caption center dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)
const PARAGRAPHS = /^(?:blockquote|dl|h[1-6]|hr|ol|p|pre|table|ul)$/
const CELLS = /^t[dh]$/

/**
 * HTML as people write it in plain text: links behind their words, lists with marks, quotations behind `>`,
 * a signature below its own mark (RFC 3676 §4.3).
 */
export function textOfHtml(nodes: readonly MailNode[]): string {
  return join(blocksOf(nodes)).join('\n')
}

function blocksOf(nodes: readonly MailNode[]): Block[] {
  const blocks: Block[] = []
  let open = ''
  const end = (): void => {
    const lines = linesOf(open)
    if (lines.length > 0) blocks.push({ lines, isParagraph: false })
    open = ''
  }
  for (const node of nodes) {
    if (typeof node === 'string' || !BLOCKS.has(node.tag)) {
      open += inlineText(node)
      continue
    }
    end()
    blocks.push({ lines: blockLines(node), isParagraph: PARAGRAPHS.test(node.tag) })
  }
  end()
  return blocks
}

function join(blocks: readonly Block[]): string[] {
  const lines: string[] = []
  let wasParagraph = false
  for (const block of blocks) {
    if (block.lines.length === 0) continue
    if (lines.length > 0 && (block.isParagraph || wasParagraph)) lines.push('')
    lines.push(...block.lines)
    wasParagraph = block.isParagraph
  }
  return lines
}

function blockLines(node: MailElement): string[] {
  switch (node.tag) {
    case 'hr':
      return ['* * *']
    case 'pre':
      return rawText(node.children).replace(/\n$/, '').split('\n')
    case 'blockquote':
      return join(blocksOf(node.children)).map(quoted)
    case 'ul':
      return listLines(node, () => '- ')
    case 'ol':
      return listLines(node, (place) => `${place + 1}. `)
    case 'tr':
      return [cellsOf(node).join(' | ')]
    default: {
      const lines = join(blocksOf(node.children))
      return node.mark === 'signature' && lines.length > 0 ? ['-- ', ...lines] : lines
    }
  }
}

function listLines(list: MailElement, mark: (place: number) => string): string[] {
  const items = list.children.filter((node) => typeof node !== 'string')
  return items.flatMap((item, place) => {
    const blocks = item.tag === 'li' ? blocksOf(item.children) : blocksOf([item])
    const lines = join(blocks.map(({ lines }) => ({ lines, isParagraph: false })))
    const own = mark(place)
    const indent = ' '.repeat(own.length)
    return lines.map((line, row) => (row === 0 ? own : indent) + line)
  })
}

function cellsOf(row: MailElement): string[] {
  const cells = row.children.filter((node) => typeof node !== 'string' && CELLS.test(node.tag))
  return cells.map((cell) => linesOf(inlineText(cell)).join(' '))
}

function quoted(line: string): string {
  return line === '' || line.startsWith('>') ? `>${line}` : `> ${line}`
}

function inlineText(node: MailNode): string {
  if (typeof node === 'string') return node.replaceAll(/[ \t\r\n\f]+/g, ' ')
  if (node.tag === 'br') return '\n'
  if (node.tag === 'img') return node.says ? `[${node.says}]` : ''
  if (BLOCKS.has(node.tag)) return `\n${join(blocksOf([node])).join('\n')}\n`
  const text = node.children.map(inlineText).join('')
  return node.tag === 'a' && node.says ? linkText(text, node.says) : text
}

/** The words of a link, and where it leads unless they say so themselves. */
function linkText(text: string, target: string): string {
  const shown = text.trim()
  if (shown === '') return target
  return bare(shown) === bare(target) ? text : `${text.trimEnd()} <${target}>`
}

function bare(address: string): string {
  return address.replace(/^(?:https?:\/\/|mailto:|tel:)/i, '').replace(/\/$/, '')
}

function rawText(nodes: readonly MailNode[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return node
      return node.tag === 'br' ? '\n' : rawText(node.children)
    })
    .join('')
}

/** The lines of inline text, without the spaces around them and the empty ones at both ends. */
function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.replaceAll(/ {2,}/g, ' ').trim())
  const first = lines.findIndex((line) => line !== '')
  if (first < 0) return []
  return lines.slice(first, lines.findLastIndex((line) => line !== '') + 1)
}
