/** The Content-ID that a `cid:` URL names (RFC 2392 §2). */
export function decodedContentId(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id // a bare per cent sign: not encoded then
  }
}

/** The Content-IDs of the parts that an HTML body shows. */
export function shownContentIds(html: string): string[] {
  return [...html.matchAll(/\bcid:([^"'\s>)]{1,998})/gi)].map(([, id]) =>
    decodedContentId(id ?? ''),
  )
}
