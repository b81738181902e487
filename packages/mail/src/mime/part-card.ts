import type { Address } from '@levee/domain'
import { addressList } from './address-list.ts'
import { decodeWords } from './encoded-words.ts'
import { headersOf } from './header-fields.ts'
import { headerValues } from './header-values.ts'
import { readInvitation } from './invitation.ts'
import type { Invitation } from './invitation.ts'
import { bodyBlocks, messageBody, partText } from './message-body.ts'
import { readDate } from './message-date.ts'
import { encodedBody } from './part-tree.ts'
import type { MimePart } from './part-tree.ts'
import { plainText } from './plain-text.ts'
import { firstBytes, storableLine } from './storable-text.ts'

/** A message in a message. */
export type ForwardedMessage = {
  kind: 'message'
  from: Address | null
  to: Address[]
  subject: string
  date: Date | null
  text: string
}

/** A container of cryptography: what it is, for it is not opened. */
export type CryptoContainer = {
  kind: 'signature' | 'encrypted'
  protocol: 'smime' | 'pgp'
}

/** What a part says, for those that are shown as a card and not only as a file. */
export type PartCard = ForwardedMessage | Invitation | CryptoContainer

/** Bytes of the text of a forwarded message on its card; the rest is in its file. */
const TEXT_ON_CARD = 10_000
/** Bytes of a calendar that is read: a thousand times an invitation. */
const LARGEST_CALENDAR = 1_000_000
/** Names on a card. */
const MOST_NAMES = 20

/** The card of a part, null when it is shown as a file only. */
export function partCard(part: MimePart): PartCard | null {
  const [nested] = part.children
  if (nested && part.type.startsWith('message/')) return forwardedMessage(nested)
  if (part.type === 'text/calendar' && encodedBody(part).length <= LARGEST_CALENDAR)
    return readInvitation(partText(part), part.contentType.parameter('method'))
  return cryptoContainer(part)
}

function forwardedMessage(root: MimePart): ForwardedMessage {
  const body = messageBody(root)
  const headers = headersOf(root.source, root.fields, root.contentType.parameter('charset'))
  const field = headerValues(headers).first
  const text = plainText(bodyBlocks(body.plain)) || plainText(bodyBlocks(body.html))
  return {
    kind: 'message',
    from: addressList(field('from'))[0] ?? null,
    to: addressList(field('to')).slice(0, MOST_NAMES),
    subject: storableLine(decodeWords(field('subject'))),
    date: readDate(field('date')),
    text: firstBytes(text, TEXT_ON_CARD),
  }
}

/** S/MIME (RFC 8551 §3.2) and PGP/MIME (RFC 3156). */
function cryptoContainer({ type, contentType }: MimePart): CryptoContainer | null {
  switch (type.replace('/x-', '/')) {
    case 'application/pkcs7-signature':
      return { kind: 'signature', protocol: 'smime' }
    case 'application/pgp-signature':
      return { kind: 'signature', protocol: 'pgp' }
    case 'application/pgp-encrypted':
      return { kind: 'encrypted', protocol: 'pgp' }
    case 'application/pkcs7-mime': {
      const kind = contentType.parameter('smime-type')?.toLowerCase() ?? ''
      return { kind: kind.startsWith('signed') ? 'signature' : 'encrypted', protocol: 'smime' }
    }
    default:
      return null
  }
}
