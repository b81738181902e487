/**
 * Joins the lines that "flow" (RFC 3676 §4): a line that ends in a space goes on in the next one of the
 * same quote depth, except the signature separator. Lines begin with one stuffed space that is removed.
 * @param delSp whether the space at the end of a flowing line goes, too.
 */
export function unfoldFlowed(text: string, delSp: boolean): string {
  const lines: string[] = []
  let open: { depth: number; text: string } | undefined
  for (const raw of text.split(/\r?\n/)) {
    const depth = quoteDepth(raw)
    const line = raw.slice(depth).replace(/^ /, '')
    const flows = line.endsWith(' ') && line !== '-- '
    const isSeparator = line === '-- '
    if (open && (open.depth !== depth || isSeparator)) {
      lines.push(quoted(open))
      open = undefined
    }
    const joined: string = (open?.text ?? '') + (flows && delSp ? line.slice(0, -1) : line)
    if (flows) open = { depth, text: joined }
    else {
      lines.push(quoted({ depth, text: joined }))
      open = undefined
    }
  }
  if (open) lines.push(quoted(open))
  return lines.join('\n')
}

function quoteDepth(line: string): number {
  let depth = 0
  while (line[depth] === '>') depth++
  return depth
}

function quoted({ depth, text }: { depth: number; text: string }): string {
  return depth === 0 ? text : `${'>'.repeat(depth)} ${text}`
}
