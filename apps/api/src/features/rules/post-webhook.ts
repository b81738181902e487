import { createHmac } from 'node:crypto'
import { postPublic } from '@levee/mail'
import { conversationPath } from '../../conversation-path.ts'
import type { Deps } from '../../deps.ts'
import type { Task } from './task-queries.ts'
import { TaskRefused } from './task-refused.ts'

const TIMEOUT = 15_000 // ms

/** The secret with which receivers check signatures; derived from the installation's key, so that nothing stores it. */
export function webhookSecret({ keys }: Pick<Deps, 'keys'>): string {
  return keys.webhooks.toString('base64url')
}

/** The signature of a body that was posted at an instant: HMAC-SHA256 over `timestamp.body`, in hex. */
export function signature(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
}

/**
 * Tells a program outside that a rule applied. The same delivery has the same id however often it is tried.
 * @returns what it answered.
 * @throws {TaskRefused} when it will never take it.
 */
export async function postWebhook(deps: Deps, task: Task, url: string): Promise<string> {
  const { id, rule, captures, message } = task
  const { mailboxIds, ...conversation } = task.conversation
  const { publicUrl } = deps.config
  const link = publicUrl && publicUrl + conversationPath(conversation.id, conversation.reference)
  const body = JSON.stringify({
    event: 'rule.applied',
    id,
    at: task.createdAt.toISOString(),
    rule,
    captures,
    conversation: { ...conversation, mailboxId: mailboxIds[0], url: link ?? null },
    message: message && told(message),
  })
  const timestamp = String(Math.floor(deps.now().getTime() / 1000))
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Levee',
    'levee-delivery': id,
    'levee-timestamp': timestamp,
    'levee-signature': `sha256=${signature(webhookSecret(deps), timestamp, body)}`,
  }
  const { allowPrivateNetwork } = deps.config
  const answer = await postPublic(
    url,
    { headers, body, timeoutMs: TIMEOUT },
    { allowPrivateNetwork, dialer: deps.internet },
  )
  if (answer.status >= 200 && answer.status < 300) return `answered ${answer.status}`
  const said = `answered ${answer.status} ${answer.text}`.trim()
  const isFinal =
    answer.status >= 300 && answer.status < 500 && ![408, 425, 429].includes(answer.status)
  throw isFinal ? new TaskRefused(said) : new Error(said)
}

function told(message: NonNullable<Task['message']>): object {
  const { id, internetMessageId, from, to, cc, subject, receivedAt, text } = message
  return { id, internetMessageId, from, to, cc, subject, receivedAt, text }
}
