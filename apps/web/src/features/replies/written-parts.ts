/** The parts of what is written, found in its HTML: as the editor and the server write them. */

const MISSING = /<span data-levee-variable="([^"]*)">/g
const PICTURE = /<img [^>]*?src="cid:([0-9a-f-]{36})"/gi

/** With another quotation, where the one before stood, else at its end. */
export function withQuotation(html: string, quotation: string): string {
  const place = placeOf('quotation', html)
  return place ? html.slice(0, place.from) + quotation + html.slice(place.to) : html + quotation
}

/** What a mail ends with, as a part of it: one's own words, then those of the mailbox; '' for none. */
export function signaturePart(own: string, mailbox: string): string {
  const html = own + mailbox
  return html === '' ? '' : `<div data-levee-part="signature">${html}</div>`
}

/** With another signature, where the one before stood, else above the quotation. */
export function withSignature(html: string, signature: string): string {
  const place = placeOf('signature', html)
  if (place) return html.slice(0, place.from) + signature + html.slice(place.to)
  const quotation = placeOf('quotation', html)?.from ?? html.length
  return html.slice(0, quotation) + signature + html.slice(quotation)
}

/** The uploads that it shows. */
export function picturesIn(html: string): Set<string> {
  return new Set([...html.matchAll(PICTURE)].map(([, id = '']) => id.toLowerCase()))
}

/** The variables that nobody has filled in. */
export function missingIn(html: string): string[] {
  return [...new Set([...html.matchAll(MISSING)].map(([, name = '']) => name))]
}

/** Where a part stands: a mail that is quoted may have elements of the same name in it. */
function placeOf(
  part: 'quotation' | 'signature',
  html: string,
): { from: number; to: number } | undefined {
  const from = html.indexOf(`<div data-levee-part="${part}">`)
  if (from < 0) return undefined
  let open = 0
  for (const { 0: tag, index } of html.slice(from).matchAll(/<(\/?)div\b[^>]*>/g)) {
    open += tag.startsWith('</') ? -1 : 1
    if (open === 0) return { from, to: from + index + tag.length }
  }
  return { from, to: html.length }
}
