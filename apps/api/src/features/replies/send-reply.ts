import { inTransaction } from '@levee/db'
import type { SendFailure } from '@levee/domain'
import { MailServerError, sendMessage, type SendReceipt, type SmtpAccount } from '@levee/mail'
import { openSecret } from '@levee/storage'
import type { Deps } from '../../deps.ts'
import { withToken } from '../oauth/service.ts'
import { isInSentFolder, keepInSentFolder } from './sent-folder.ts'
import { recordFailure, recordSent } from './send-outcome.ts'
import { recordFound } from './reconcile-sent.ts'
import { claimReply, type OutgoingReply, outgoingReply } from './send-queries.ts'

const UNKNOWN =
  'It may have been sent: the connection ended before the mail server confirmed it. Ask the recipient before you send it again.'

/**
 * The job that sends one reply, once. It may be run again at any time: what was claimed by a run
 * that did not end is never sent a second time by itself. `due`: the time for which the job was made;
 * that of a reply which was put off since does nothing.
 */
export async function sendReply(
  deps: Deps,
  { messageId, due }: { messageId: string; due?: string },
): Promise<void> {
  const reply = await outgoingReply(deps.db, messageId)
  if (!reply) return
  const isPutOff = due !== undefined && reply.sendAt.getTime() > Date.parse(due)
  if (reply.state === 'queued' && isPutOff) return
  if (reply.state === 'sending') await settle(deps, reply)
  if (reply.state === 'failed' && reply.isUncertain) await lookAgain(deps, reply)
  if (reply.state === 'queued') await send(deps, reply)
  await keepInSentFolder(deps, messageId)
}

/** Nobody knows whether it was sent. Servers that file what they send know more than we do. */
async function settle(deps: Deps, reply: OutgoingReply): Promise<void> {
  const wasSent = await isInSentFolder(deps, reply).catch((error: unknown) => {
    if (error instanceof MailServerError) return false
    throw error
  })
  if (wasSent) await inTransaction(deps.db, (tx) => recordFound(tx, deps, reply.messageId))
  else await recordFailure(deps, reply, { failure: 'unknown', problem: UNKNOWN })
}

/** The server was not reached when nobody knew it first, or files what it sends a while later. */
async function lookAgain(deps: Deps, reply: OutgoingReply): Promise<void> {
  if (!(await isInSentFolder(deps, reply))) return
  await inTransaction(deps.db, (tx) => recordFound(tx, deps, reply.messageId))
}

async function send(deps: Deps, queued: OutgoingReply): Promise<void> {
  const account = accountOf(deps, queued) // before it is claimed: a failure here is no attempt
  const raw = await deps.blobs.get(queued.rawSha256)
  const reply = await inTransaction(deps.db, (tx) => claimReply(tx, queued, deps.now()))
  if (!reply) return
  if (!account) {
    const problem = `The mailbox "${reply.mailboxName}" has no outgoing server any more.`
    return recordFailure(deps, reply, { failure: 'refused', problem })
  }
  const smtpEnvelope = { from: reply.envelopeFrom, to: reply.envelopeTo }
  const { allowPrivateNetwork } = deps.config
  const sendAs = (login: { accessToken?: string }): Promise<SendReceipt> =>
    sendMessage({ ...account, ...login }, smtpEnvelope, raw, { allowPrivateNetwork })
  const sent = needsToken(reply)
    ? withToken(deps, reply.mailboxId, (accessToken) => sendAs({ accessToken }))
    : sendAs({})
  const outcome = await sent.catch((error: unknown) => {
    if (error instanceof MailServerError) return error
    throw error
  })
  if (outcome instanceof MailServerError) {
    const failure = failureOf(outcome)
    if (failure === 'unknown') return settle(deps, reply)
    return recordFailure(deps, reply, { failure, problem: outcome.message })
  }
  await recordSent(deps, reply, outcome.rejected)
}

function failureOf(error: MailServerError): SendFailure {
  if (error.uncertain) return 'unknown'
  return error.retryable ? 'later' : 'refused'
}

/** A server that has no password of its own takes the token of the mailbox. */
function needsToken({ server }: OutgoingReply): boolean {
  return server !== null && server.usesOauth && server.username !== null && server.secret === null
}

function accountOf({ keys }: Deps, { server }: OutgoingReply): SmtpAccount | undefined {
  if (!server) return undefined
  const { host, port, security, username, secret } = server
  return {
    host,
    port,
    security,
    ...(username && { username }),
    ...(secret && { password: openSecret(keys.secrets, Buffer.from(secret, 'hex')) }),
  }
}
