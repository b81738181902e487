/** One letter as a mail server would receive it. */
export type Letter = {
  from: string
  to?: string
  subject: string
  text: string
  messageId: string
  inReplyTo?: string
  references?: string[]
  daysAgo?: number
}

/** The bytes of a letter (RFC 5322), with a harmless HTML part that wants a remote picture. */
export function letter({ from, to, subject, text, messageId, ...rest }: Letter): Buffer {
  const { inReplyTo, references = [], daysAgo = 0 } = rest
  const lines = [
    `From: ${from}`,
    `To: ${to ?? 'courrier@port-leveque.example'}`,
    `Subject: ${subject}`,
    `Date: ${new Date(Date.now() - daysAgo * 86_400_000).toUTCString()}`,
    `Message-ID: <${messageId}>`,
    ...(inReplyTo ? [`In-Reply-To: <${inReplyTo}>`] : []),
    ...(references.length > 0
      ? [`References: ${references.map((id) => `<${id}>`).join(' ')}`]
      : []),
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary="parts"',
    '',
    '--parts',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    text,
    '--parts',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    `<p>${text}</p><img src="http://127.0.0.1:9/spy.gif"><script>parent.document.title = 'taken over'</script>`,
    '--parts--',
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
