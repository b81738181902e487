import type { Header } from '../mime/header-fields.ts'
import { isInsideAddress } from '../network/inside-address.ts'
import { isOwnHost, isReceived, readHop } from './received-trace.ts'

/** The host that handed a message to the mailbox's servers: what SPF is asked about. */
export type MailClient = { address: string; helo: string | undefined }

/**
 * Who handed the message over, by the topmost Received with a public address: whatever is below was
 * written by that client and proves nothing.
 * @returns undefined when it cannot be known: no address was noted, or the client says it is one of ours.
 */
export function mailClient(
  headers: readonly Header[],
  authservId: string | null,
): MailClient | undefined {
  for (const { name, value } of headers) {
    if (!isReceived(name)) continue
    const { address, helo } = readHop(value)
    const isFromOwn = helo !== undefined && isOwnHost(helo.toLowerCase(), authservId)
    if (address === undefined) {
      if (helo === undefined || isFromOwn) continue // handed on within a server
      return undefined
    }
    if (isInsideAddress(address)) continue
    const isRelay = isFromOwn && helo.includes('.') && !helo.startsWith('[')
    return isRelay ? undefined : { address, helo }
  }
  return undefined
}
