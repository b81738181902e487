import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'

const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/

/** Whether a text is a full name of the DNS in ASCII (RFC 1123 §2.1), not a number and not a single label. */
export function isHostName(text: string): boolean {
  const labels = text.split('.')
  return (
    text.length <= 253 &&
    labels.length > 1 &&
    isIP(text) === 0 &&
    !/^\d+$/.test(labels.at(-1) ?? '') &&
    labels.every((label) => LABEL.test(label))
  )
}

/** The domain of an address as the DNS takes it; undefined when there is none that it could know. */
export function dnsDomain(address: string): string | undefined {
  const domain = domainToASCII(address.slice(address.lastIndexOf('@') + 1).trim()).toLowerCase()
  return isHostName(domain) ? domain : undefined
}
