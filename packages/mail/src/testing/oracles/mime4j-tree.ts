/** A part of a message. A leaf has `body`, the name of the file with its decoded content. */
export type Part = {
  type: string
  /** Header fields by name in lower case. */
  fields: Map<string, string>
  body?: string
  parts?: Part[]
  message?: Part
}

const TAG =
  /<(\/?)(message|body-part|multipart|header|field|preamble|epilogue|text-body|binary-body)\b([^>]*)>/g

/** Reads the tree of parts that Apache James writes of a message as XML. */
export function readTree(xml: string): Part {
  const outer = newPart()
  const open: Part[] = [outer]
  let textStart = 0
  for (const { 0: tag, 1: slash, 2: name = '', 3: attributes = '', index } of xml.matchAll(TAG)) {
    const top = open.at(-1) ?? outer
    if (slash) close(name, { open, top, text: xml.slice(textStart, index) })
    else if (name === 'message' || name === 'body-part') open.push(addPart(top, name))
    else if (name === 'multipart') top.parts = []
    else if (name.endsWith('-body')) top.body = /name="([^"]+)"/.exec(attributes)?.[1] ?? ''
    textStart = index + tag.length
  }
  return outer.message ?? outer
}

function close(name: string, { open, top, text }: { open: Part[]; top: Part; text: string }): void {
  if (name === 'field') addField(top, text)
  if (name === 'header') top.type = typeOf(top, open.at(-2))
  if (name === 'message' || name === 'body-part') open.pop()
}

function addPart(parent: Part, name: 'message' | 'body-part'): Part {
  const part = newPart()
  if (name === 'message') parent.message = part
  else parent.parts?.push(part)
  return part
}

function newPart(): Part {
  return { type: 'text/plain', fields: new Map() }
}

/** The default types are those of RFC 2046: §5.1, and §5.1.5 for a digest. */
function typeOf({ fields }: Part, parent: Part | undefined): string {
  const given = /^\s*([^\s;]+\/[^\s;]+)/.exec(fields.get('content-type') ?? '')?.[1]
  const usual = parent?.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
  return given?.toLowerCase() ?? usual
}

function addField(part: Part, xml: string): void {
  const [, name = '', value = ''] = /^\s*([^:\s]+)\s*:(.*)$/s.exec(unescaped(xml)) ?? []
  const key = name.toLowerCase()
  if (!part.fields.has(key)) part.fields.set(key, value.replaceAll(/\r?\n(?=[ \t])/g, '').trim())
}

function unescaped(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}
