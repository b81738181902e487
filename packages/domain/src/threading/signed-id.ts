import { addressDomain } from '../messages/address.ts'

/** Gives the signature of a text, in lower-case hexadecimal digits. */
export type Sign = (text: string) => string

const NONCE = 16 // hexadecimal digits: 64 bits, so that no two mails share an id
const SIGNATURE = 20 // hexadecimal digits: 80 bits, which nobody guesses over SMTP

/**
 * The Message-ID of a mail that we send, on the domain of the mailbox (RFC 5322 §3.6.4). It names the
 * conversation and is signed, so that an answer or a bounce finds its way back even when we no longer know
 * the mail. Lower case only: some programs change it.
 */
export function signedMessageId(
  { nonce, conversationId }: { nonce: string; conversationId: string },
  mailboxAddress: string,
  sign: Sign,
): string {
  const domain = addressDomain(mailboxAddress)
  const text = `${nonce.slice(0, NONCE)}.${conversationId.replaceAll('-', '')}`
  return `${text}.${sign(signedText(text, domain)).slice(0, SIGNATURE)}@${domain}`
}

const SHAPE = /^([0-9a-f]{16})\.([0-9a-f]{32})\.([0-9a-f]{20})@([^@\s<>]+)$/

/** The conversation that a Message-ID of ours names; undefined when it is not ours, or forged. */
export function conversationOfSignedId(internetMessageId: string, sign: Sign): string | undefined {
  const [, nonce, conversation, signature, domain] =
    SHAPE.exec(internetMessageId.toLowerCase()) ?? []
  if (!nonce || !conversation || !domain) return undefined
  const expected = sign(signedText(`${nonce}.${conversation}`, domain)).slice(0, SIGNATURE)
  if (signature !== expected) return undefined
  return conversation.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Everything in a text that has the shape of a Message-ID of ours; whether one is, its signature says. */
export function signedIdsIn(text: string): string[] {
  const found = text.matchAll(/(?<![\w.])[0-9a-f]{16}\.[0-9a-f]{32}\.[0-9a-f]{20}@[\w.-]{1,255}/gi)
  return [...new Set([...found].map(([id]) => id.toLowerCase().replace(/[.]+$/, '')))]
}

const TEST = /^levee-test\.([0-9a-f]{16})\.([0-9a-f]{20})@([^@\s<>]+)$/

/** The Message-ID of a mail that a mailbox sends to itself to see whether it arrives: signed, it is nobody else's. */
export function signedTestId(nonce: string, mailboxAddress: string, sign: Sign): string {
  const domain = addressDomain(mailboxAddress)
  const short = nonce.slice(0, NONCE)
  return `levee-test.${short}.${sign(testText(short, domain)).slice(0, SIGNATURE)}@${domain}`
}

/** Whether a Message-ID is that of a test mail of ours. */
export function isSignedTestId(internetMessageId: string, sign: Sign): boolean {
  const [, nonce, signature, domain] = TEST.exec(internetMessageId.toLowerCase()) ?? []
  if (!nonce || !domain) return false
  return signature === sign(testText(nonce, domain)).slice(0, SIGNATURE)
}

function testText(nonce: string, domain: string): string {
  return `test-mail ${nonce}@${domain}`
}

function signedText(text: string, domain: string): string {
  return `message-id ${text}@${domain}`
}
