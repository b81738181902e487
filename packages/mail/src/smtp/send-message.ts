import { Readable } from 'node:stream'
import { type EndClearance, holdEnd } from './hold-end.ts'
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
 * @param options.beforeEnd is awaited when the server was given all of the message but its end: a server whose
 *   connection ends before that discards the mail (RFC 5321 §4.1.1.10), so until then it is certain that nothing
 *   was sent. Where it throws, nothing is. What it resolves to hears of the moment in which the end is given, or
 *   that it is not. All of that is over, or never begins, when this throws.
 * @throws {MailServerError} `retryable` when nothing was sent and later it may be; `uncertain` when
 *   the connection broke after the end was given, so that it may have been sent.
 */
export async function sendMessage(
  account: SmtpAccount,
  smtpEnvelope: SmtpEnvelope,
  raw: Buffer,
  { beforeEnd, ...options }: SmtpOptions & { beforeEnd?: () => Promise<EndClearance> },
): Promise<SendReceipt> {
  const data = watchData()
  const hearsWrites = account.security !== 'starttls'
  const held = beforeEnd && holdEnd(raw, beforeEnd, { hearsWrites })
  const transport = await smtpTransport(account, options, { ...data, ...held })
  const body = held?.message ?? Readable.from([raw], { objectMode: false })
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
    await held?.giveUp()
    throw smtpError(error, (held?.isGiven() ?? bodySent) && data.mayHaveBegun())
  } finally {
    transport.close()
  }
}

/**
 * `mayHaveBegun`: whether the server had asked for the message: what our stream was read for may still wait in a buffer.
 * Where nothing was heard it may have.
 */
function watchData(): Pick<SmtpListener, 'hear'> & { mayHaveBegun(): boolean } {
  let heard = false
  let isAsked = false
  let hasBegun = false
  return {
    hear(by, line) {
      heard ||= by === 'client'
      if (by === 'server' && isAsked) hasBegun = true // whatever it answered: 354, or a server of its own mind
      isAsked = by === 'client' && /^DATA\b/i.test(line)
    },
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
