import { channelOf, type Pop3Connection } from './connection.ts'
import { refusal } from './pop3-error.ts'

/** The largest mail that servers take is a tenth of it; memory is taken as the bytes come. */
const MOST = 2 ** 30 // bytes

/**
 * The bytes of one message, none changed. Several may be asked for at once: they come in order.
 * @throws {MailServerError} `refused` when the server does not give it; anything else ends the session.
 */
export async function retrieveMessage(connection: Pop3Connection, number: number): Promise<Buffer> {
  const channel = channelOf(connection)
  const { status, text, body } = await channel.ask(`RETR ${number}`, { lines: true, most: MOST })
  if (status !== 'ok') throw refusal(text, `message ${number}`)
  return body
}
