type Paragraph = { depth: number; text: string }

/**
 * Joins the lines that "flow" (RFC 3676 §4): a line that ends in a space goes on in the next one of the
 * same quote depth, except the signature separator, and except before an empty line, for programs leave
 * spaces at the end of paragraphs. Lines begin with one stuffed space that is removed; quotes stay as
 * they are written.
 * @param delSp whether the space at the end of a flowing line goes, too.
 */
export function unfoldFlowed(text: string, delSp: boolean): string {
  const lines: string[] = []
  let open: Paragraph | undefined
  for (const raw of text.split(/\r?\n/)) {
    const depth = quoteDepth(raw)
    const line = raw.slice(depth).replace(/^ /, '')
    const flows = line.endsWith(' ') && line !== '-- '
    const goesOn = open?.depth === depth && line !== '-- ' && (line !== '' || depth > 0)
    if (open && !goesOn) lines.push(open.text)
    const alone = depth > 0 ? raw : line
    const joined: string =
      open && goesOn ? (delSp ? open.text.slice(0, -1) : open.text) + line : alone
    open = flows ? { depth, text: joined } : undefined
    if (!flows) lines.push(joined)
  }
  if (open) lines.push(open.text)
  return lines.join('\n')
}

function quoteDepth(line: string): number {
  let depth = 0
  while (line[depth] === '>') depth++
  return depth
}
