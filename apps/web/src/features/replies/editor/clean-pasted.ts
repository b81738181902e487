/** A style attribute, one a tag: the policy of the page lets none in, and says so loudly. */
const STYLE = /(<[a-z][^<>]*?\s)style(\s*=)/gi

/**
 * HTML from elsewhere without styles: what they make bold, italic or underlined says so by itself. Word
 * processors write it like that, and some wrap all of it in a `b` that is not bold.
 */
export function cleanPasted(html: string): string {
  const { body } = new DOMParser().parseFromString(
    html.replace(STYLE, '$1data-style$2'),
    'text/html',
  )
  for (const element of body.querySelectorAll('[data-style]')) {
    const style = element.getAttribute('data-style') ?? ''
    element.removeAttribute('data-style')
    if (/^(?:B|STRONG)$/.test(element.tagName)) {
      if (/font-weight:\s*(?:normal|[1-4]00)\b/i.test(style))
        element.replaceWith(...element.childNodes)
      continue
    }
    if (/font-weight:\s*(?:bold|[6-9]00)\b/i.test(style)) wrap(element, 'b')
    if (/font-style:\s*italic\b/i.test(style)) wrap(element, 'i')
    if (/text-decoration[^;:]*:[^;]*\bunderline\b/i.test(style) && !element.closest('a'))
      wrap(element, 'u')
  }
  return body.innerHTML
}

function wrap(element: Element, tag: string): void {
  const wrapper = document.createElement(tag)
  wrapper.append(...element.childNodes)
  element.append(wrapper)
}
