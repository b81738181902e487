const TYPE = /^[\w.+-]{1,80}\/[\w.+-]{1,120}$/

/** The media type of a file, as far as it is one. */
export function safeContentType(contentType: string): string {
  return TYPE.test(contentType) ? contentType.toLowerCase() : 'application/octet-stream'
}

/** How a file is offered: always to be saved, with its name in any script (RFC 6266 §4, RFC 8187 §3.2). */
export function contentDisposition(fileName: string): string {
  const name =
    fileName
      .toWellFormed()
      .replaceAll(/[\p{Cc}\p{Cf}/\\]/gu, '_')
      .slice(0, 200) || 'file'
  const plain = name.replaceAll(/[^\x20-\x7E]/g, '_').replaceAll('"', "'")
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}

/** A file out of a mail, opened in a tab, is shut in. */
const FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"

/** What goes with every file that a stranger sent. */
export function fileHeaders(fileName: string): Record<string, string> {
  return {
    'content-disposition': contentDisposition(fileName),
    'content-security-policy': FILE_POLICY,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  }
}

/** A picture that we drew: kept by the reader's browser, never by what is between. */
export const PICTURE_HEADERS = {
  'content-security-policy': "sandbox; default-src 'none'",
  'content-disposition': 'inline',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, max-age=86400',
}
