import { channelOf, type Pop3Connection } from './connection.ts'
import { refusal } from './pop3-error.ts'

const LINE = { lines: false } as const

/**
 * Deletes messages and ends the session, as one: when the server refuses to delete one of them, none is.
 * Without any it only says goodbye.
 * @throws {MailServerError} also when the server may have deleted some: the next listing shows which.
 */
export async function quit(
  connection: Pop3Connection,
  toDelete: readonly number[] = [],
): Promise<void> {
  const channel = channelOf(connection)
  const marked = await Promise.all(toDelete.map((number) => channel.ask(`DELE ${number}`, LINE)))
  const refused = marked.find(({ status }) => status !== 'ok')
  if (refused) await channel.ask('RSET', LINE)
  const { status, text } = await channel.ask('QUIT', LINE) // only now are they deleted (RFC 1939 §6)
  channel.destroy()
  if (refused) throw refusal(refused.text, 'to delete a message')
  if (status !== 'ok') throw refusal(text, 'to delete messages')
}
