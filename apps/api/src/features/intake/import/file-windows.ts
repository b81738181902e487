import type { FileMessage } from './messages-in.ts'

/** A message that is taken. */
export type TakenMessage = FileMessage & { raw: Buffer }

const MOST = { messages: 200, bytes: 8 * 1024 * 1024 } // what one transaction stores; three are in memory

/** Cuts messages into windows that are stored as one: not too large, all of folders for the same purpose. */
export async function* inWindows(
  messages: AsyncIterable<TakenMessage>,
): AsyncGenerator<TakenMessage[], void, undefined> {
  let window: TakenMessage[] = []
  let bytes = 0
  for await (const message of messages) {
    const isFull = window.length >= MOST.messages || bytes + message.raw.length > MOST.bytes
    const isOther = window[0] !== undefined && window[0].file.role !== message.file.role
    if (window.length > 0 && (isFull || isOther)) {
      yield window
      window = []
      bytes = 0
    }
    window.push(message)
    bytes += message.raw.length
  }
  if (window.length > 0) yield window
}
