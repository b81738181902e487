import { once } from 'node:events'
import { connect } from 'node:net'

/** What speaks LMTP or SMTP byte by byte, as no library would let one. */
export type PushClient = {
  /** Sends a command and gives the reply, whose last line has no hyphen behind its code. */
  say(command: string): Promise<string>
  /** Sends bytes as they are. */
  write(bytes: Uint8Array): Promise<void>
  /** The next reply; rejects when the server hangs up. */
  reply(): Promise<string>
  /** Says who it is, and names sender and recipients. @returns the replies to the recipients. */
  address(recipients: string[], sender?: string): Promise<string[]>
  /** Transmits a message, its dots stuffed. @returns so many replies. */
  data(raw: Buffer, replies?: number): Promise<string[]>
  close(): void
}

/** Connects to a server on 127.0.0.1 and waits for its greeting. */
export async function pushClient(port: number, protocol: 'lmtp' | 'smtp'): Promise<PushClient> {
  const socket = connect({ host: '127.0.0.1', port })
  const replies: string[] = []
  let received = ''
  let wake = Promise.withResolvers<void>()
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString()
    for (let end = endOfReply(received); end > 0; end = endOfReply(received)) {
      replies.push(received.slice(0, end).trimEnd())
      received = received.slice(end)
    }
    wake.resolve()
  })
  socket.on('error', () => undefined) // it closes then
  socket.on('close', () => wake.resolve())
  const client: PushClient = {
    async reply() {
      for (;;) {
        const next = replies.shift()
        if (next !== undefined) return next
        if (socket.closed) throw new Error('The server hung up.')
        wake = Promise.withResolvers()
        await wake.promise
      }
    },
    async say(command) {
      socket.write(`${command}\r\n`)
      return client.reply()
    },
    async write(bytes) {
      if (!socket.write(bytes)) await Promise.race([once(socket, 'drain'), once(socket, 'close')])
    },
    async address(recipients, sender = 'anne@x.example') {
      await client.say(protocol === 'lmtp' ? 'LHLO mx.example' : 'EHLO mx.example')
      await client.say(`MAIL FROM:<${sender}>`)
      const answers: string[] = []
      for (const recipient of recipients) answers.push(await client.say(`RCPT TO:<${recipient}>`))
      return answers
    },
    async data(raw, count = 1) {
      await client.say('DATA')
      await client.write(stuffed(raw))
      const answers: string[] = []
      for (let left = count; left > 0; left--) answers.push(await client.reply())
      return answers
    },
    close: () => void socket.destroy(),
  }
  await client.reply()
  return client
}

/** A message as it is transmitted (RFC 5321 §4.5.2). */
function stuffed(raw: Buffer): Buffer {
  const text = raw.toString('latin1').replace(/(^|\r\n)\./g, '$1..')
  return Buffer.from(`${text}${text.endsWith('\r\n') ? '' : '\r\n'}.\r\n`, 'latin1')
}

function endOfReply(received: string): number {
  const last = /(?:^|\r\n)\d{3}(?: [^\r\n]*)?\r\n/.exec(received)
  return last ? last.index + last[0].length : 0
}
