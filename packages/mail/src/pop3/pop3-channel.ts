import type { Socket } from 'node:net'
import { MailServerError } from '../network/mail-server-error.ts'
import { connectionError } from './pop3-error.ts'
import {
  createReplyReader,
  type Expected,
  type Pop3Reply,
  type ReplyReader,
} from './reply-reader.ts'

/** Commands and their answers over one socket, in order. */
export type Pop3Channel = {
  readonly closed: boolean
  /** Whether commands may be sent before the former are answered (RFC 2449 §6.6). */
  isPipelining: boolean
  /** Changes how long the server may be silent when something is asked, in ms. */
  waitAtMost(timeoutMs: number): void
  /** Waits for what the server says by itself: its greeting. */
  greeting(): Promise<Pop3Reply>
  /** @throws {MailServerError} when no whole answer comes. */
  ask(command: string, expected: Expected): Promise<Pop3Reply>
  /** Gives the socket away, for TLS. @throws {MailServerError} when more came than was asked for. */
  release(): Socket
  destroy(): void
}

type Waiting = {
  command: string | undefined
  reader: ReplyReader
  resolve: (reply: Pop3Reply) => void
  reject: (error: MailServerError) => void
}

const IN_FLIGHT = 16 // commands: enough for the way to the server and back, and small enough for its buffers

/** @param timeoutMs how long the server may be silent when something is asked. */
export function openChannel(socket: Socket, timeoutMs: number): Pop3Channel {
  const waiting: Waiting[] = []
  let sent = 0 // of those, from the first
  let failure: MailServerError | undefined

  const fail = (error: MailServerError): void => {
    failure ??= error
    socket.destroy()
    sent = 0
    for (const { reject } of waiting.splice(0)) reject(failure)
  }
  const flush = (): void => {
    const most = channel.isPipelining ? IN_FLIGHT : 1
    for (; sent < Math.min(waiting.length, most); sent++) {
      const command = waiting[sent]?.command
      if (command !== undefined) socket.write(`${command}\r\n`)
    }
  }
  const take = (bytes: Buffer): void => {
    let rest = bytes
    while (rest.length > 0) {
      const [first] = waiting
      if (!first || sent === 0) throw unasked()
      const done = first.reader.push(rest)
      if (!done) return
      waiting.shift()
      sent--
      rest = done.rest
      first.resolve(done.reply)
    }
    flush()
  }
  const heard = (bytes: Buffer): void => {
    try {
      take(bytes)
    } catch (error) {
      fail(connectionError(error instanceof Error ? error : new Error(String(error))))
    }
  }
  const broke = (error: Error): void => fail(connectionError(error))
  const ended = (): void => fail(new MailServerError('closed', 'The server closed the connection.'))
  const silent = (): void => {
    if (waiting.length > 0) fail(new MailServerError('timeout', 'The server fell silent.'))
  }
  const enqueue = (command: string | undefined, expected: Expected): Promise<Pop3Reply> => {
    if (failure) return Promise.reject(failure)
    return new Promise((resolve, reject) => {
      waiting.push({ command, reader: createReplyReader(expected), resolve, reject })
      flush()
    })
  }
  const listeners = { data: heard, error: broke, close: ended, timeout: silent } as const
  socket.setTimeout(timeoutMs)
  for (const [event, listener] of Object.entries(listeners)) socket.on(event, listener)

  const channel: Pop3Channel = {
    get closed() {
      return failure !== undefined
    },
    isPipelining: false,
    waitAtMost: (ms) => void socket.setTimeout(ms),
    greeting: () => enqueue(undefined, { lines: false }),
    ask: enqueue,
    release() {
      if (failure) throw failure
      for (const [event, listener] of Object.entries(listeners)) socket.off(event, listener)
      socket.setTimeout(0)
      failure = new MailServerError('closed', 'The connection was given away.')
      return socket
    },
    destroy: () => fail(new MailServerError('closed', 'The connection is closed.')),
  }
  return channel
}

/** What nobody asked for belongs to no command; before TLS it may be somebody else's (RFC 2595 §2.1). */
function unasked(): MailServerError {
  return new MailServerError('protocol', 'The server said something that it was not asked.')
}
