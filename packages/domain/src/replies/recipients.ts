import { DomainError } from '../errors.ts'
import { type Address, isSameAddress } from '../messages/address.ts'
import { isSendableAddress } from './sendable-address.ts'

/** To whom a reply goes. */
export type Recipients = { to: Address[]; cc: Address[] }

/** What is known of the people of the message that is answered. */
export type AnsweredMessage = {
  direction: 'incoming' | 'outgoing'
  from: Address | null
  replyTo: readonly Address[]
  to: readonly Address[]
  cc: readonly Address[]
}

/**
 * The people whom a reply to `message` goes to (RFC 5322 §3.6.3): those of Reply-To, else the
 * author; with `all` also everybody else who got it, except our own mailboxes. A message that we
 * sent is continued with its own recipients.
 * @param ownAddresses the addresses of our mailboxes.
 * @throws {DomainError} invalid, when nobody of it can be written to.
 */
export function replyRecipients(
  message: AnsweredMessage,
  ownAddresses: readonly string[],
  scope: 'author' | 'all',
): Recipients {
  const isForeign = ({ address }: Address) => !ownAddresses.some((own) => isOurs(own, address))
  const author = authorOf(message, isForeign)
  if (author.length === 0) throw nobody(message)
  const to = scope === 'all' ? [...author, ...message.to.filter(isForeign)] : author
  const cc = scope === 'all' || message.direction === 'outgoing' ? message.cc.filter(isForeign) : []
  return withoutRepeats(to, cc)
}

function authorOf(message: AnsweredMessage, isForeign: (who: Address) => boolean): Address[] {
  if (message.direction === 'outgoing') return reachable(message.to).filter(isForeign)
  const wanted = reachable(message.replyTo).filter(isForeign)
  return wanted.length > 0 ? wanted : reachable(message.from ? [message.from] : [])
}

function reachable(list: readonly Address[]): Address[] {
  return list.filter(({ address }) => isSendableAddress(address))
}

function nobody(message: AnsweredMessage): DomainError {
  const author = message.from?.address
  const why = author
    ? `"${author}" is not an address that can be written to`
    : 'it names no sender that can be written to'
  return new DomainError('invalid', `This mail cannot be answered: ${why}. Enter a recipient.`, {
    errors: [{ path: 'to', message: 'Enter the address of a recipient.' }],
  })
}

/** Whether `address` is the mailbox `own`, or one of its sub-addresses (RFC 5233). */
function isOurs(own: string, address: string): boolean {
  return isSameAddress(own, address) || isSameAddress(own, address.replace(/\+[^@]*@/u, '@'))
}

function withoutRepeats(to: readonly Address[], cc: readonly Address[]): Recipients {
  const seen = new Set<string>()
  const first = ({ address }: Address) => {
    const key = address.toLowerCase()
    if (seen.has(key) || !isSendableAddress(address)) return false
    seen.add(key)
    return true
  }
  return { to: to.filter(first), cc: cc.filter(first) }
}
