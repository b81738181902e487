import { setTimeout as delay } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import { MailServerError } from '../network/mail-server-error.ts'
import { withFolder } from './connection.ts'
import type { ImapConnection, OpenClient } from './connection.ts'

const POLL = 20_000 // ms: how often a server without IDLE is asked; about 300 bytes a minute

/**
 * Waits until mail comes or goes in the open folder, or its flags change: by IDLE (RFC 2177), or by asking now and then
 * where the server lacks it. Answers at once when something came since the folder was opened or
 * last waited for. An aborted signal ends the wait like the timeout.
 */
export function waitForChange(
  connection: ImapConnection,
  { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal },
): Promise<'changed' | 'timeout'> {
  return withFolder(connection, async (client, open) => {
    if (!open.changed && !signal?.aborted) await listen(client, open, { timeoutMs, signal })
    const { changed } = open
    open.changed = false
    return changed ? 'changed' : 'timeout'
  })
}

async function listen(
  client: ImapFlow,
  open: OpenClient,
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal | undefined },
): Promise<void> {
  const waiting = new AbortController()
  const enough = (): void => waiting.abort()
  const timer = setTimeout(enough, timeoutMs)
  signal?.addEventListener('abort', enough, { once: true })
  open.onChange = enough
  try {
    await stayInFolder(client, waiting.signal)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', enough)
    open.onChange = undefined
  }
}

/** Keeps the server talking until `waiting` is aborted; another command may interrupt IDLE meanwhile. */
async function stayInFolder(client: ImapFlow, waiting: AbortSignal): Promise<void> {
  let canIdle = client.capabilities.has('IDLE')
  const stopIdling = (): void => void client.noop().catch(() => undefined) // idle() reports the failure
  if (canIdle) waiting.addEventListener('abort', stopIdling, { once: true })
  while (!waiting.aborted) {
    const ended = canIdle ? await client.idle() : await poll(client, waiting)
    if (!client.usable) throw new MailServerError('closed', 'The server closed the connection.')
    if (!client.mailbox) throw new MailServerError('protocol', 'The server closed the folder.')
    if (ended === false) canIdle = false // it says that it can, and refuses
  }
}

async function poll(client: ImapFlow, waiting: AbortSignal): Promise<void> {
  await client.noop()
  await delay(POLL, undefined, { signal: waiting }).catch(() => undefined) // aborted: no more to wait for
}
