/** The parts of what is written, found in its HTML: as the editor and the server write them. */

// both consist of lines, lists and quotations: no `div` is in another
const QUOTATION = /<div data-levee-part="quotation">.*?<\/div>/s
const SIGNATURE = /<div data-levee-part="signature">.*?<\/div>/s
const MISSING = /<span data-levee-variable="([^"]*)">/g
const PICTURE = /<img [^>]*?src="cid:([0-9a-f-]{36})"/gi

/** With another quotation, where the one before stood, else at its end. */
export function withQuotation(html: string, quotation: string): string {
  return QUOTATION.test(html) ? html.replace(QUOTATION, () => quotation) : html + quotation
}

/** What a mail ends with, as a part of it: one's own words, then those of the mailbox; '' for none. */
export function signaturePart(own: string, mailbox: string): string {
  const html = own + mailbox
  return html === '' ? '' : `<div data-levee-part="signature">${html}</div>`
}

/** With another signature, where the one before stood, else above the quotation. */
export function withSignature(html: string, signature: string): string {
  if (SIGNATURE.test(html)) return html.replace(SIGNATURE, () => signature)
  const quotation = QUOTATION.exec(html)?.index ?? html.length
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
