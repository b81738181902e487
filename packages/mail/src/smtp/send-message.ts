import { Readable } from 'node:stream'
import type { SmtpAccount, SmtpOptions } from './smtp-account.ts'
import { smtpError } from './smtp-error.ts'
import { type SmtpListener, smtpTransport } from './smtp-transport.ts'

/** Between whom a message is transmitted (RFC 5321 §2.3.1), whatever its header says. */
export type SmtpEnvelope = { from: string; to: string[] }

/** A recipient that the server did not take; `retryable`: later it may (4xx). */
export type RejectedRecipient = { address: string; response: string; retryable: boolean }

/** What the server said; recipients that it did not take are in `rejected`. */
export type SendReceipt = { accepted: string[]; rejected: RejectedRecipient[]; response: string }

/**
 * Hands a message to a server, once.
 * @param options.beforeBody is awaited when the server has asked for the message, before its first byte is
 *   given: until then it is certain that nothing was sent. Where it throws, nothing is.
 * @throws {MailServerError} `retryable` when nothing was sent and later it may be; `uncertain` when
 *   the connection broke after the last byte, so that it may have been sent.
 */
export async function sendMessage(
  account: SmtpAccount,
  smtpEnvelope: SmtpEnvelope,
  raw: Buffer,
  { beforeBody, ...options }: SmtpOptions & { beforeBody?: () => Promise<void> },
): Promise<SendReceipt> {
  const data = watchData()
  const transport = await smtpTransport(account, options, data.hear)
  const pieces = beforeBody ? after(data.asked.then(beforeBody), raw) : [raw]
  const body = Readable.from(pieces, { objectMode: false })
  let bodySent = false
  body.once('end', () => {
    bodySent = true
  })
  try {
    const sent = await transport.sendMail({ envelope: smtpEnvelope, raw: body })
    return {
      accepted: sent.accepted.map(addressOf),
      rejected: (sent.rejectedErrors ?? []).map(rejection),
      response: sent.response,
    }
  } catch (error) {
    throw smtpError(error, bodySent && data.mayHaveBegun())
  } finally {
    transport.close()
  }
}

async function* after(ready: Promise<void>, raw: Buffer): AsyncGenerator<Buffer> {
  await ready
  yield raw
}

/**
 * `asked`: the server asked for the message. `mayHaveBegun`: whether the server had asked for the message: what our stream was read for may still wait in a buffer.
 * Where nothing was heard it may have.
 */
function watchData(): { hear: SmtpListener; asked: Promise<void>; mayHaveBegun(): boolean } {
  const asked = Promise.withResolvers<void>()
  let heard = false
  let isAsked = false
  let hasBegun = false
  return {
    hear(by, line) {
      heard ||= by === 'client'
      if (by === 'server' && isAsked) hasBegun = true // whatever it answered: 354, or a server of its own mind
      if (by === 'server' && isAsked && /^[23]/.test(line)) asked.resolve()
      isAsked = by === 'client' && /^DATA\b/i.test(line)
    },
    asked: asked.promise,
    mayHaveBegun: () => hasBegun || !heard,
  }
}

/** What Nodemailer puts on the error of one recipient. */
type RecipientError = Error & { recipient?: string; responseCode?: number; response?: string }

function rejection(error: RecipientError): RejectedRecipient {
  const { recipient = '', responseCode = 550, response = error.message } = error
  return { address: recipient, response, retryable: responseCode < 500 }
}

function addressOf(recipient: string | { address: string }): string {
  return typeof recipient === 'string' ? recipient : recipient.address
}
