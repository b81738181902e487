import { ImapFlow } from 'imapflow'
import { simpleParser } from 'mailparser'
import type { PasswordAccount } from '../imap/imap-account.ts'

/** Downloads the inbox and keeps nothing: what benchmarks of the synchronisation are compared with. */
export async function bareDownload(
  account: PasswordAccount,
): Promise<{ messages: number; bytes: number }> {
  const client = await bareClient(account)
  let messages = 0
  let bytes = 0
  for await (const { source } of client.fetch('1:*', { uid: true, source: true })) {
    messages++
    bytes += source?.length ?? 0
  }
  await client.logout()
  return { messages, bytes }
}

/** A message as a usual program reads it. */
export type NaiveMessage = { uid: number; raw: Buffer; from: string; subject: string; text: string }

/** Downloads the inbox and parses one message after the other, as most programs do. */
export async function* naiveDownload(account: PasswordAccount): AsyncGenerator<NaiveMessage> {
  const client = await bareClient(account)
  for await (const { uid, source } of client.fetch('1:*', { uid: true, source: true })) {
    if (!source) continue
    const { from, subject = '', text = '' } = await simpleParser(source)
    yield { uid, raw: source, from: from?.text ?? '', subject, text }
  }
  await client.logout()
}

/** Idles in the inbox and tells of each arrival: what benchmarks of latency are compared with. */
export async function bareIdle(
  account: PasswordAccount,
  heard: (count: number) => void,
): Promise<{ stop(): Promise<void> }> {
  const client = await bareClient(account)
  client.on('exists', ({ count }) => heard(count))
  const idling = client.idle().catch(() => false) // stop() ends it
  return {
    async stop() {
      await client.logout()
      await idling
    },
  }
}

async function bareClient(account: PasswordAccount): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: account.host,
    port: account.port,
    secure: false,
    doSTARTTLS: false,
    auth: { user: account.username, pass: account.password },
    disableCompression: true, // so is ours on loopback
    disableAutoIdle: true,
    logger: false,
  })
  await client.connect()
  await client.mailboxOpen('INBOX', { readOnly: true })
  return client
}
