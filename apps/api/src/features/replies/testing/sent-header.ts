/** The header of a mail as it went over the wire. */
function headerOf(raw: Buffer): string {
  const text = raw.toString('latin1')
  const end = text.indexOf('\r\n\r\n')
  return end === -1 ? text : text.slice(0, end)
}

/** The fields by name, in lower case. @throws {Error} when one is there twice. */
export function fieldsOf(raw: Buffer): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of headerOf(raw)
    .replaceAll(/\r\n(?=[ \t])/g, '')
    .split('\r\n')) {
    const [name = '', ...rest] = line.split(':')
    const field = name.toLowerCase()
    if (fields.has(field)) throw new Error(`The field ${field} is there twice.`)
    fields.set(field, rest.join(':').trim())
  }
  return fields
}

/** Whether no line of the header ends but by CR and LF, and nothing in it is a control character (RFC 5322 §2.2). */
export function isPlainHeader(raw: Buffer): boolean {
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  return /^[\t\x20-\x7e]*$/.test(headerOf(raw).replaceAll('\r\n', ''))
}
