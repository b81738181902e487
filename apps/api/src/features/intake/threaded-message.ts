import { addressDomain, type ThreadedMessage } from '@levee/domain'
import type { Known } from './plan-batch.ts'
import type { ReadMessage } from './read-messages.ts'

/** What threading asks of a message. Our own addresses are no mailing list, whatever is sent to them. */
export function threadedMessage(
  message: ReadMessage,
  isOurs: boolean,
  { ourAddresses, named }: Pick<Known, 'ourAddresses' | 'named'>,
): ThreadedMessage {
  const addresses = [...message.to, ...message.cc, ...message.replyTo]
  const recipients = addresses.map(({ address }) => address.toLowerCase())
  const isList = message.automatic === 'list' || message.automatic === 'newsletter'
  return {
    internetMessageId: message.internetMessageId && indexable(message.internetMessageId),
    inReplyTo: message.inReplyTo.map(indexable),
    references: message.references.map(indexable),
    returned: [...message.returned, ...message.answered].map(indexable),
    named,
    sender: message.from.address.toLowerCase(),
    recipients,
    lists: isList ? recipients.filter((address) => !ourAddresses.has(address)) : [],
    isOurs,
  }
}

/** Every Message-ID that a message names, as it is looked up by. */
export function citedIds(message: ReadMessage): string[] {
  const { references, inReplyTo, returned, answered } = message
  return [...new Set([...references, ...inReplyTo, ...returned, ...answered].map(indexable))]
}

/**
 * Whether a message went to many and asks nobody here for anything. What comes through a list of our own,
 * an address that is shared by means of a list, is mail like any other.
 */
export function isNewsletter(
  { automatic, headers }: Pick<ReadMessage, 'automatic' | 'headers'>,
  ourAddresses: ReadonlySet<string>,
): boolean {
  if (automatic !== 'list' && automatic !== 'newsletter') return false
  const field = (name: string): string =>
    headers.find((header) => header.name.toLowerCase() === name)?.value.toLowerCase() ?? ''
  const [list = ''] = /[^<>\s]+(?=>\s*$)/.exec(field('list-id')) ?? []
  const post = field('list-post')
  return ![...ourAddresses].some(
    (ours) =>
      addressDomain(ours) !== '' &&
      (list === ours.replace('@', '.') || list === ours || post.includes(`mailto:${ours}`)),
  )
}

const LONGEST_ID = 600 // characters: PostgreSQL's indexes take 2,700 bytes

/** A Message-ID as it is looked up by. */
export function indexable(internetMessageId: string): string {
  return internetMessageId.slice(0, LONGEST_ID)
}
