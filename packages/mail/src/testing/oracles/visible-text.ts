import sanitizeHtml from 'sanitize-html'

/** The text between the tags of an HTML document, for comparing letters only. */
export function visibleText(html: string): string {
  return sanitizeHtml(html.replaceAll('<', ' <'), {
    allowedTags: [],
    nonTextTags: ['script', 'style', 'head', 'title', 'textarea', 'option', 'noscript'],
  })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}
