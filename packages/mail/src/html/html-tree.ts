/** What a folded quotation begins with: an element that is one, or the heading of the mail below it. */
export type QuoteMark = 'quotation' | 'heading' | 'attribution' | 'signature'

/** An element of the allow-list; its attributes are written out already. */
export type MailElement = {
  tag: string
  attributes: string
  children: MailNode[]
  /** What the program that wrote the mail says it is. */
  mark?: QuoteMark
  /** What it says in plain text besides its content: where a link leads, what a picture shows. */
  says?: string
}

/** Text is decoded here; it is escaped when it is written. */
export type MailNode = string | MailElement

const VOID = new Set(['br', 'col', 'hr', 'img', 'wbr'])
const SPECIAL = /[&<>"\0]/
const EACH_SPECIAL = /[&<>"\0]/g
const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\0': '',
}

/**
 * The nodes as HTML. However a browser rearranges it, it finds nothing in it but these elements with
 * these attributes: every character of text that could begin anything else is escaped, and none of the
 * elements changes how what follows is read.
 */
export function writeHtml(nodes: readonly MailNode[]): string {
  let written = ''
  for (const node of nodes) {
    if (typeof node === 'string') written += writeText(node)
    else if (VOID.has(node.tag)) written += `<${node.tag}${node.attributes}>`
    else written += `<${node.tag}${node.attributes}>${writeHtml(node.children)}</${node.tag}>`
  }
  return written
}

/** One attribute, to be put after a tag's name. */
export function writeAttribute(name: string, value: string): string {
  return ` ${name}="${writeText(value)}"`
}

/** Text as HTML, also within quotes. */
export function writeText(text: string): string {
  if (!SPECIAL.test(text)) return text
  return text.replace(EACH_SPECIAL, (character) => ESCAPES[character] ?? character)
}
