import type { QuoteMark } from './html-tree.ts'
import type { Attributes } from './parse-html.ts'

/** Classes and ids by which mail programs name what they put below an answer. */
const NAMED: [QuoteMark, RegExp][] = [
  ['attribution', /(?:^|\s)(?:x_)*(?:moz-cite-prefix|gmail_attr)(?:\s|$)/],
  [
    'signature',
    /(?:^|\s)(?:x_)*(?:gmail_signature|moz-signature|protonmail_signature_block)(?:\s|$)/,
  ],
  [
    'heading',
    /(?:^|\s)(?:x_)*(?:divRplyFwdMsg|appendonsend|stopSpelling|OLK_SRC_BODY_SECTION|yahoo_quoted)(?:\s|$)/,
  ],
]
/** Outlook marks the heading of the mail below by nothing but the line that it draws above it. */
const OUTLOOK_LINE = /^\s*border:\s*none;\s*border-top:\s*solid\s+#(?:e1e1e1|b5c4df)\s+1(?:\.0)?pt/i

/** What the program that wrote a mail says an element is; undefined for what its author wrote. */
export function quoteMark(tag: string, attributes: Attributes): QuoteMark | undefined {
  if (tag === 'blockquote') return 'quotation'
  const names = `${attributes['class'] ?? ''} ${attributes['id'] ?? ''}`
  if (names !== ' ') for (const [mark, pattern] of NAMED) if (pattern.test(names)) return mark
  return OUTLOOK_LINE.test(attributes['style'] ?? '') ? 'heading' : undefined
}
