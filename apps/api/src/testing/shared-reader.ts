import { createMessageReader, type MessageReader } from '@levee/mail'

let shared: MessageReader | undefined

/**
 * One reader for every test file of this process: it keeps nothing of a message, and starting its
 * thread costs a second. It keeps no process alive, so nobody closes it.
 */
export function sharedReader(): MessageReader {
  return (shared ??= createMessageReader())
}
