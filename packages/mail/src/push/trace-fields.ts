import { isIPv6 } from 'node:net'
import { domainToASCII } from 'node:url'

/** How a message was handed over. */
export type Transmission = {
  /** The reverse-path: '' for what must never be answered. */
  sender: string
  recipients: readonly string[]
  client: { address: string; helo: string }
  /** As IANA registers them (RFC 3848, RFC 6531): `ESMTP`, `LMTP`, `UTF8LMTP`… */
  protocol: string
  receivedAt: Date
  id: string
}

/**
 * Names us in greetings and traces. One word: a name that only means something within a network, so that no
 * server takes it for its own, and what is below our trace counts as written by the mailbox's own servers.
 */
export const SERVER_NAME = 'levee'

/**
 * The fields that a server writes above a message at its final delivery (RFC 5321 §4.4). Of several
 * recipients none is named: one may not know of the others.
 */
export function traceFields(transmission: Transmission): Buffer {
  const { sender, recipients, client, protocol, receivedAt, id } = transmission
  const [recipient] = recipients
  const forWhom = recipient !== undefined && recipients.length === 1 ? ` for <${recipient}>` : ''
  const lines = [
    `Return-Path: <${inAscii(sender)}>`,
    `Received: from ${word(client.helo)} (${literal(client.address)})`,
    ` by ${SERVER_NAME} with ${protocol} id ${id}${forWhom};`,
    ` ${dateTime(receivedAt)}`,
  ]
  return Buffer.from(lines.map((line) => `${line}\r\n`).join(''))
}

/** The domain of an address as DNS has it, which all readers understand. */
function inAscii(address: string): string {
  const at = address.lastIndexOf('@')
  const domain = domainToASCII(address.slice(at + 1))
  return at < 0 || domain === '' ? address : `${address.slice(0, at)}@${domain}`
}

/** What a client calls itself, as one word that ends nothing. */
function word(helo: string): string {
  return helo.replaceAll(/[^\w.:[\]-]/g, '?').slice(0, 255) || 'unknown'
}

function literal(address: string): string {
  return isIPv6(address) ? `[IPv6:${address}]` : `[${address}]`
}

/** A date in the format of RFC 5322 §3.3. */
function dateTime(at: Date): string {
  return at.toUTCString().replace('GMT', '+0000')
}
