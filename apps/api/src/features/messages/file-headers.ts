const TYPE = /^[\w.+-]{1,80}\/[\w.+-]{1,120}$/

/** The media type of a file, as far as it is one. */
export function safeContentType(contentType: string): string {
  return TYPE.test(contentType) ? contentType.toLowerCase() : 'application/octet-stream'
}

/** How a file is offered, with its name in any script (RFC 6266 §4, RFC 8187 §3.2). */
export function contentDisposition(type: 'attachment' | 'inline', fileName: string): string {
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
  return `${type}; filename="${plain}"; filename*=UTF-8''${encoded}`
}
