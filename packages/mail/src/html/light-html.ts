/** Characters of a tag that is none: real ones, with all their attributes, stay below 10 kB. */
const HUGE_TAG = 65_536
const STYLE = /<(style|script)\b/gi

/**
 * The beginning of a document, `limit` characters of it, without counting what nobody sees: style
 * sheets, scripts and tags of absurd length are left out when it is longer.
 */
export function lightHtml(html: string, limit: number): string {
  if (html.length <= limit) return html
  return withoutHugeTags(withoutStyles(html), limit)
}

/** One pass; a style sheet that is never closed goes on to the end. */
function withoutStyles(html: string): string {
  const kept: string[] = []
  let from = 0
  STYLE.lastIndex = 0
  for (let open = STYLE.exec(html); open; open = STYLE.exec(html)) {
    kept.push(html.slice(from, open.index))
    const close = new RegExp(`</${open[1] ?? ''}[^>]{0,99}>`, 'gi')
    close.lastIndex = open.index
    from = close.exec(html) ? close.lastIndex : html.length
    STYLE.lastIndex = from
  }
  return kept.join('') + html.slice(from)
}

/** A tag ends where the next one begins, if nothing else ends it. */
function withoutHugeTags(html: string, limit: number): string {
  const kept: string[] = []
  let length = 0
  let from = 0
  for (let open = html.indexOf('<'); length + open - from < limit && open >= 0;) {
    const next = html.indexOf('<', open + 1)
    const end = next < 0 ? html.length : next
    if (end - open > HUGE_TAG) {
      const close = html.slice(open, end).indexOf('>')
      const after = close < 0 ? end : open + close + 1
      if (after - open > HUGE_TAG) {
        kept.push(html.slice(from, open))
        length += open - from
        from = after
      }
    }
    open = next
  }
  return (kept.join('') + html.slice(from, from + limit)).slice(0, limit)
}
