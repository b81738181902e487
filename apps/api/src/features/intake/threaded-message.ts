import type { ThreadedMessage } from '@levee/domain'
import type { ReadMessage } from './read-messages.ts'

/** What threading asks of a message. Our own addresses are no mailing list, whatever is sent to them. */
export function threadedMessage(
  message: ReadMessage,
  isOurs: boolean,
  ourAddresses: ReadonlySet<string>,
): ThreadedMessage {
  const addresses = [...message.to, ...message.cc, ...message.replyTo]
  const recipients = addresses.map(({ address }) => address.toLowerCase())
  const isList = message.automatic === 'list'
  return {
    internetMessageId: message.internetMessageId && indexable(message.internetMessageId),
    inReplyTo: message.inReplyTo.map(indexable),
    references: message.references.map(indexable),
    returned: message.returned.map(indexable),
    sender: message.from.address.toLowerCase(),
    recipients,
    lists: isList ? recipients.filter((address) => !ourAddresses.has(address)) : [],
    isOurs,
  }
}

/** Every Message-ID that a message names, as it is looked up by. */
export function citedIds({ references, inReplyTo, returned }: ReadMessage): string[] {
  return [...new Set([...references, ...inReplyTo, ...returned].map(indexable))]
}

const LONGEST_ID = 600 // characters: PostgreSQL's indexes take 2,700 bytes

/** A Message-ID as it is looked up by. */
export function indexable(internetMessageId: string): string {
  return internetMessageId.slice(0, LONGEST_ID)
}
