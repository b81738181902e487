import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import { collectMessage, type CollectedMessage } from './collect-message.ts'
import type { PushServerOptions } from './push-server.ts'
import { traceFields } from './trace-fields.ts'

/** What became of a message for one recipient. */
export type PushOutcome = 'stored' | 'later' | 'slow'

/** An address that was accepted, and its mailbox. */
export type Recipient = { address: string; mailboxId: string }

type Transfer = {
  stream: SMTPServerDataStream
  session: SMTPServerSession
  /** In the order in which they were accepted. */
  recipients: readonly Recipient[]
}

const LONGEST_TRANSFER = 900_000 // ms: 150 MB at 170 kB/s

/** Receives a message and has it stored. @returns one outcome for each recipient, in their order; never rejects. */
export async function takeMessage(
  options: PushServerOptions,
  transfer: Transfer,
): Promise<PushOutcome[]> {
  const { stream } = transfer
  const all = transfer.recipients.map(({ mailboxId }) => mailboxId)
  let isSlow = false
  const timer = setTimeout(() => {
    isSlow = true
    stream.destroy()
  }, LONGEST_TRANSFER)
  let collected: CollectedMessage | undefined
  try {
    const receivedAt = options.now()
    const above = traceOf(options, transfer, receivedAt)
    collected = await collectMessage(stream, { above, most: options.largest, turns: options.turns })
    clearTimeout(timer)
    if (!collected) return all.map(() => 'later') // it is too long: the server says so by itself
    const { raw, transmittedSha256 } = collected
    const mailboxIds = [...new Set(all)]
    const safe = await options.deliver({ raw, transmittedSha256, receivedAt, mailboxIds })
    return all.map((mailboxId) => (safe.has(mailboxId) ? 'stored' : 'later'))
  } catch (error) {
    options.onTrouble(error)
    return all.map(() => (isSlow ? 'slow' : 'later'))
  } finally {
    clearTimeout(timer)
    collected?.release()
  }
}

function traceOf(
  { protocol }: PushServerOptions,
  { session, recipients }: Transfer,
  receivedAt: Date,
): Buffer {
  const { envelope, remoteAddress, hostNameAppearsAs, openingCommand, id } = session
  const isUtf8 = 'smtpUtf8' in envelope && envelope.smtpUtf8 === true
  const extended = openingCommand === 'HELO' ? 'SMTP' : isUtf8 ? 'UTF8SMTP' : 'ESMTP'
  return traceFields({
    sender: envelope.mailFrom ? envelope.mailFrom.address : '',
    recipients: [...new Set(recipients.map(({ address }) => address))],
    client: { address: remoteAddress, helo: hostNameAppearsAs },
    protocol: protocol === 'smtp' ? extended : isUtf8 ? 'UTF8LMTP' : 'LMTP',
    receivedAt,
    id,
  })
}
