const SPECIAL: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const BLOCKS = new Set(['P', 'DIV', 'LI', 'BLOCKQUOTE', 'H1', 'H2', 'H3', 'PRE', 'TR', 'UL', 'OL'])

/** Plain text as HTML: each line is a paragraph. */
export function htmlOfText(text: string): string {
  return text
    .split('\n')
    .map((line) => `<p>${line.replaceAll(/[&<>]/g, (sign) => SPECIAL[sign] ?? sign)}</p>`)
    .join('')
}

/** What HTML says, a line for each paragraph. */
export function textOfHtml(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  const lines: string[] = []
  let isOpen = false
  const add = (text: string) => {
    if (isOpen) lines.push((lines.pop() ?? '') + text)
    else lines.push(text)
    isOpen = true
  }
  const walk = (node: Node) => {
    if (node.nodeType === Node.TEXT_NODE) return add(node.textContent ?? '')
    if (node.nodeName === 'BR') return void lines.push('')
    const isBlock = BLOCKS.has(node.nodeName)
    const before = lines.length
    if (isBlock) isOpen = false
    for (const child of node.childNodes) walk(child)
    if (isBlock && lines.length === before) lines.push('')
    if (isBlock) isOpen = false
  }
  for (const child of body.childNodes) walk(child)
  return lines.join('\n')
}
