import { domainToASCII, domainToUnicode } from 'node:url'

/** What separates a mailbox from its detail (RFC 5233). */
const SEPARATOR = '+'

/**
 * The addresses, in lower case, under which the mailbox of a recipient may be known, the most exact first:
 * as written, without a detail (`contact+facture@…`), the domain in letters or in ASCII (RFC 5890).
 * Upper and lower case are one: RFC 5321 §2.4 lets the host that delivers decide so.
 */
export function recipientForms(address: string): string[] {
  const at = address.lastIndexOf('@')
  if (at < 1) return []
  const local = unquoted(address.slice(0, at)).normalize('NFC').toLowerCase()
  const written = address.slice(at + 1).toLowerCase()
  const domains = new Set([written, domainToASCII(written), domainToUnicode(written)])
  const detail = local.indexOf(SEPARATOR, 1)
  const locals = detail < 0 ? [local] : [local, local.slice(0, detail)]
  return locals.flatMap((each) => [...domains].filter(Boolean).map((domain) => `${each}@${domain}`))
}

/** A quoted local part means the same without its quotes (RFC 5321 §4.1.2). */
function unquoted(local: string): string {
  return /^".*"$/s.test(local) ? local.slice(1, -1).replace(/\\(.)/gs, '$1') : local
}
