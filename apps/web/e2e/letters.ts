export type LetterFile = { name: string; contentType: string; content: string | Buffer }

/** One letter as a mail server would receive it. */
export type Letter = {
  from: string
  to?: string
  subject: string
  text: string
  html?: string
  files?: LetterFile[]
  messageId: string
  inReplyTo?: string
  references?: string[]
  daysAgo?: number
}

const day = 86_400_000 // ms

/** The bytes of a letter (RFC 5322). */
export function letter(written: Letter): Buffer {
  const { from, to, subject, messageId, inReplyTo, references = [], daysAgo = 0 } = written
  const lines = [
    `From: ${from}`,
    `To: ${to ?? 'courrier@port-leveque.example'}`,
    `Subject: ${encodedWord(subject)}`,
    `Date: ${new Date(Date.now() - daysAgo * day).toUTCString()}`,
    `Message-ID: <${messageId}>`,
    ...(inReplyTo ? [`In-Reply-To: <${inReplyTo}>`] : []),
    ...(references.length > 0
      ? [`References: ${references.map((id) => `<${id}>`).join(' ')}`]
      : []),
    'MIME-Version: 1.0',
    ...partsOf(written),
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}

/** The value of a header field of a raw message, unfolded; '' when it has none. */
export function headerOf(raw: Buffer, name: string): string {
  const head = raw.toString('latin1').split('\r\n\r\n', 1)[0] ?? ''
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ')
  const line = unfolded
    .split('\r\n')
    .find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}:`))
  return line?.slice(name.length + 1).trim() ?? ''
}

function partsOf({ text, html, files = [] }: Letter): string[] {
  const texts = [textPart('plain', text), ...(html === undefined ? [] : [textPart('html', html)])]
  const body = texts.length === 1 ? textPart('plain', text) : multipart('alternative', texts)
  return files.length > 0 ? multipart('mixed', [body, ...files.map(filePart)]) : body
}

function textPart(type: 'plain' | 'html', content: string): string[] {
  return [
    `Content-Type: text/${type}; charset=utf-8`,
    'Content-Transfer-Encoding: 8bit',
    '',
    content.replaceAll(/\r?\n/g, '\r\n'),
  ]
}

function filePart({ name, contentType, content }: LetterFile): string[] {
  return [
    `Content-Type: ${contentType}; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(content).toString('base64'),
  ]
}

function multipart(kind: 'alternative' | 'mixed', parts: string[][]): string[] {
  return [
    `Content-Type: multipart/${kind}; boundary="${kind}"`,
    '',
    ...parts.flatMap((part) => [`--${kind}`, ...part]),
    `--${kind}--`,
  ]
}

function encodedWord(text: string): string {
  return `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
}
