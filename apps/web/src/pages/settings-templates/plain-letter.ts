const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Typed text as HTML: an empty line parts two paragraphs. */
export function htmlOf(text: string): string {
  const escaped = text.replaceAll(/[&<>]/gu, (character) => ESCAPES[character] ?? '')
  if (escaped === '') return ''
  return escaped
    .split('\n\n')
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`)
    .join('')
}

/** What was typed of such HTML. */
export function textOf(html: string): string {
  const lines = html.replaceAll(/<br\s*\/?>/gu, '\n').replaceAll(/<\/p>\s*(?=<)/gu, '\n\n</p>')
  return new DOMParser().parseFromString(lines, 'text/html').body.textContent ?? ''
}
