import { Readable } from 'node:stream'
import type { SmtpAccount, SmtpOptions } from './smtp-account.ts'
import { smtpError } from './smtp-error.ts'
import { smtpTransport } from './smtp-transport.ts'

/** Between whom a message is transmitted (RFC 5321 §2.3.1), whatever its header says. */
export type SmtpEnvelope = { from: string; to: string[] }

/** What the server said; recipients that it did not take are in `rejected`. */
export type SendReceipt = { accepted: string[]; rejected: string[]; response: string }

/**
 * Hands a message to a server, once.
 * @throws {MailServerError} `retryable` when nothing was sent and later it may be; `uncertain` when
 *   the connection broke after the last byte, so that it may have been sent.
 */
export async function sendMessage(
  account: SmtpAccount,
  smtpEnvelope: SmtpEnvelope,
  raw: Buffer,
  options: SmtpOptions,
): Promise<SendReceipt> {
  const transport = await smtpTransport(account, options)
  const body = Readable.from([raw], { objectMode: false })
  let bodySent = false
  body.once('end', () => {
    bodySent = true
  })
  try {
    const sent = await transport.sendMail({ envelope: smtpEnvelope, raw: body })
    return {
      accepted: sent.accepted.map(addressOf),
      rejected: sent.rejected.map(addressOf),
      response: sent.response,
    }
  } catch (error) {
    throw smtpError(error, bodySent)
  } finally {
    transport.close()
  }
}

function addressOf(recipient: string | { address: string }): string {
  return typeof recipient === 'string' ? recipient : recipient.address
}
