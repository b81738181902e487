/** The text of a header field with encoded words (RFC 2047 §2, §6.2). */
export function decodedWords(value: string): string {
  return value
    .replaceAll(/(\?=)\s+(?==\?)/g, '$1')
    .replaceAll(
      /=\?([^?*]+)(?:\*[^?]*)?\?([bq])\?([^?]*)\?=/gi,
      (_, charset: string, encoding: string, text: string) => {
        const bytes = encoding.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : unquoted(text)
        return new TextDecoder(charset).decode(bytes)
      },
    )
}

/**
 * A parameter of a MIME field: a token, a quoted string, encoded words in either, or extended
 * (RFC 2231 §4); undefined when there is none.
 */
export function parameterOf(field: string | undefined, name: string): string | undefined {
  const value = String.raw`(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))`
  const pattern = new RegExp(String.raw`;\s*${name}(\*?)\s*=\s*${value}`, 'i')
  const [, star, quoted, token] = pattern.exec(field ?? '') ?? []
  const text = quoted?.replaceAll(/\\(.)/g, '$1') ?? token
  if (text === undefined || !star) return text && decodedWords(text)
  const [charset = '', , encoded = ''] = text.split("'")
  return new TextDecoder(charset || 'utf-8').decode(bytesOf(encoded, /%([0-9a-f]{2})/gi))
}

function unquoted(text: string): Buffer {
  return bytesOf(text.replaceAll('_', ' '), /=([0-9a-f]{2})/gi)
}

function bytesOf(text: string, escape: RegExp): Buffer {
  const bytes = text.replaceAll(escape, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1')
}
