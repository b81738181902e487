import { MailServerError } from '../network/mail-server-error.ts'
import { channelOf, type Pop3Connection } from './connection.ts'
import { refusal } from './pop3-error.ts'
import type { Expected } from './reply-reader.ts'

/** A message as a session numbers it. */
export type ListedMail = {
  /** Means this message until the session ends, and no longer. */
  number: number
  size: number // bytes, as the server counts them
  /** By which the server knows it from session to session (RFC 1939 §7); undefined where it does not say. */
  uidl: string | undefined
}

/** How many messages there are, of how many bytes together, and the name of the last. */
export type MaildropGlance = { count: number; bytes: number; lastUidl: string | undefined }

/** A million messages, named with the 70 characters that a name may have. */
const LISTING: Expected = { lines: true, most: 96_000_000 }

/** A few bytes that tell whether a maildrop changed. @throws {MailServerError} */
export async function glanceAtMaildrop(connection: Pop3Connection): Promise<MaildropGlance> {
  const channel = channelOf(connection)
  const { status, text } = await channel.ask('STAT', { lines: false })
  if (status !== 'ok') throw refusal(text, 'to count the messages')
  const [count, bytes] = numbers(text)
  const lastUidl =
    count > 0 && connection.hasUidl !== false
      ? nameIn((await channel.ask(`UIDL ${count}`, { lines: false })).text)?.name
      : undefined
  return { count, bytes, lastUidl }
}

/**
 * All messages of the maildrop, in its order.
 * @throws {MailServerError} `refused`, or `protocol` when the lists are none.
 */
export async function listMaildrop(connection: Pop3Connection): Promise<ListedMail[]> {
  const channel = channelOf(connection)
  const sizes = await channel.ask('LIST', LISTING)
  if (sizes.status !== 'ok') throw refusal(sizes.text, 'to list the messages')
  const names = new Map<number, string>()
  if (connection.hasUidl !== false) {
    const { status, body } = await channel.ask('UIDL', LISTING)
    for (const line of status === 'ok' ? linesOf(body) : []) {
      const named = nameIn(line)
      if (named) names.set(named.number, named.name)
    }
  }
  return linesOf(sizes.body).map((line) => {
    const [number, size] = numbers(line)
    return { number, size, uidl: names.get(number) }
  })
}

function linesOf(body: Buffer): string[] {
  return body.toString('latin1').split('\r\n').filter(Boolean)
}

/** The name in `1 whqtswO00WBw418f9t5JxYwZ`; servers give longer ones than the 70 characters allowed. */
function nameIn(line: string): { number: number; name: string } | undefined {
  const [, number, name] = /^(\d{1,15})[ \t]+([\x21-\x7e\x80-\xff]{1,500})\s*$/.exec(line) ?? []
  return name === undefined ? undefined : { number: Number(number), name }
}

function numbers(line: string): [number, number] {
  const [, first, second] = /^(\d{1,15})[ \t]+(\d{1,15})(?:\s|$)/.exec(line) ?? []
  if (first !== undefined && second !== undefined) return [Number(first), Number(second)]
  throw new MailServerError('protocol', `The server answered no numbers: "${line.slice(0, 100)}"`)
}
